package dev.caresql.catalog;

import static java.util.Objects.requireNonNull;

/**
 * What people read about a KPI.
 *
 * @param labelEn English label
 * @param labelVi Vietnamese label
 * @param descriptionEn English description
 * @param descriptionVi Vietnamese description
 */
public record KpiTexts(String labelEn, String labelVi, String descriptionEn, String descriptionVi) {
    /** Requires all texts; a text that the catalog leaves out is empty. */
    public KpiTexts {
        requireNonNull(labelEn, "labelEn is null");
        requireNonNull(labelVi, "labelVi is null");
        requireNonNull(descriptionEn, "descriptionEn is null");
        requireNonNull(descriptionVi, "descriptionVi is null");
    }
}
