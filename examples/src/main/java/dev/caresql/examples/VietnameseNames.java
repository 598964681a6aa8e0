package dev.caresql.examples;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Vietnamese personal names with their tone marks, family names as frequent as in the country. */
final class VietnameseNames {
    private static final Lottery<FamilyName> FAMILY = Lottery.of(
            List.of(
                    new FamilyName("Nguyễn", 38),
                    new FamilyName("Trần", 12),
                    new FamilyName("Lê", 10),
                    new FamilyName("Phạm", 7),
                    new FamilyName("Hoàng", 4),
                    new FamilyName("Huỳnh", 4),
                    new FamilyName("Phan", 4),
                    new FamilyName("Vũ", 4),
                    new FamilyName("Võ", 4),
                    new FamilyName("Đặng", 3),
                    new FamilyName("Bùi", 3),
                    new FamilyName("Đỗ", 2),
                    new FamilyName("Hồ", 2),
                    new FamilyName("Ngô", 1),
                    new FamilyName("Dương", 1),
                    new FamilyName("Lý", 1)),
            FamilyName::share);
    private static final List<String> MIDDLE_OF_WOMEN =
            List.of("Thị", "Ngọc", "Thu", "Thanh", "Phương", "Mỹ", "Bích", "Khánh", "Thùy", "Kim");
    private static final List<String> MIDDLE_OF_MEN =
            List.of("Văn", "Đức", "Minh", "Quang", "Hữu", "Quốc", "Thành", "Anh", "Công", "Xuân");
    private static final List<String> GIVEN_OF_WOMEN = List.of(
            "Anh", "Chi", "Dung", "Giang", "Hà", "Hằng", "Hạnh", "Hiền", "Hoa", "Huệ", "Hương", "Lan", "Linh", "Loan",
            "Mai", "My", "Nga", "Ngân", "Nhung", "Oanh", "Phượng", "Quỳnh", "Tâm", "Thảo", "Thủy", "Trang", "Trâm",
            "Tuyết", "Uyên", "Vân", "Vy", "Yến");
    private static final List<String> GIVEN_OF_MEN = List.of(
            "An", "Bảo", "Bình", "Cường", "Duy", "Dũng", "Đạt", "Hải", "Hiếu", "Hòa", "Hoàng", "Huy", "Hùng", "Khải",
            "Khoa", "Kiên", "Lâm", "Long", "Mạnh", "Nam", "Nghĩa", "Phong", "Phúc", "Quân", "Sơn", "Tài", "Thắng",
            "Thịnh", "Toàn", "Trung", "Tuấn", "Việt");

    private VietnameseNames() {}

    static String draw(Dice dice) {
        boolean woman = dice.chance(0.52);
        List<String> middle = woman ? MIDDLE_OF_WOMEN : MIDDLE_OF_MEN;
        List<String> given = woman ? GIVEN_OF_WOMEN : GIVEN_OF_MEN;
        return FAMILY.draw(dice).text()
                + ' '
                + middle.get(dice.below(middle.size()))
                + ' '
                + given.get(dice.below(given.size()));
    }

    /** The name in small letters without marks, given name first, as mail addresses are made: {@code lan.nguyen}. */
    static String mailName(String name) {
        String family = name.substring(0, name.indexOf(' '));
        String given = name.substring(name.lastIndexOf(' ') + 1);
        String joined = (given + '.' + family).toLowerCase(Locale.ROOT).replace('đ', 'd');
        return Normalizer.normalize(joined, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }

    private record FamilyName(String text, int share) {}
}
