package dev.caresql.catalog;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a KPI belongs, to choose among many.
 *
 * @param family the family of measures, such as survey, voice, ticket, sales; empty where the catalog names none
 * @param roles whose work it measures, such as care, telesales, marketing
 */
public record KpiTags(String family, List<String> roles) {
    /** Copies the roles. */
    public KpiTags {
        requireNonNull(family, "family is null");
        roles = List.copyOf(roles);
    }

    /** The family and the roles. */
    public List<String> all() {
        List<String> all = new ArrayList<>(roles);
        if (!family.isEmpty()) {
            all.add(0, family);
        }
        return all;
    }

    /** Whether a tag, in any case, is the family or one of the roles. */
    public boolean has(String tag) {
        return all().contains(tag.toLowerCase(Locale.ROOT));
    }
}
