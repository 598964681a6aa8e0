package dev.caresql.examples;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** What the company sells; prices in dong without tax, the share of the sales in percent. */
enum Product {
    PHONE("Điện thoại Sao Mai 5", "Điện thoại", "2023-03-15", new Offer(4_990_000, 78, 10)),
    PHONE_PRO("Điện thoại Sao Mai 6 Pro", "Điện thoại", "2025-03-20", new Offer(8_490_000, 76, 7)),
    TABLET("Máy tính bảng Sao Khuê", "Điện thoại", "2024-06-01", new Offer(5_990_000, 77, 5)),
    RICE_COOKER("Nồi cơm điện Hương Lúa", "Gia dụng", "2021-09-10", new Offer(1_290_000, 64, 14)),
    AIR_FRYER("Nồi chiên không dầu Bếp Việt", "Gia dụng", "2022-11-05", new Offer(1_890_000, 66, 11)),
    FAN("Quạt cây Gió Biển", "Gia dụng", "2020-04-18", new Offer(790_000, 62, 12)),
    PURIFIER("Máy lọc nước Suối Trong", "Gia dụng", "2025-08-12", new Offer(3_690_000, 68, 4)),
    CHARGER("Sạc nhanh 30W", "Phụ kiện", "2022-02-22", new Offer(290_000, 48, 15)),
    HEADPHONES("Tai nghe Vành Khuyên", "Phụ kiện", "2023-10-01", new Offer(590_000, 52, 12)),
    CASE("Ốp lưng chống sốc", "Phụ kiện", "2021-01-10", new Offer(190_000, 38, 6)),
    WARRANTY("Gói bảo hành mở rộng 24 tháng", "Dịch vụ", "2022-07-01", new Offer(690_000, 30, 3)),
    INSTALLATION("Gói lắp đặt tại nhà", "Dịch vụ", "2025-05-06", new Offer(350_000, 55, 1));

    private static final Lottery<Product> LOTTERY = Lottery.of(Arrays.asList(values()), product -> product.offer.share);

    private final String nameVi;
    private final String category;
    private final LocalDate launchedOn;
    private final Offer offer;

    Product(String nameVi, String category, String launchedOn, Offer offer) {
        this.nameVi = nameVi;
        this.category = category;
        this.launchedOn = LocalDate.parse(launchedOn);
        this.offer = offer;
    }

    /** A product that was on sale on a day. */
    static Product draw(Dice dice, LocalDate day) {
        Product product = LOTTERY.draw(dice);
        while (product.launchedOn.isAfter(day)) {
            product = LOTTERY.draw(dice);
        }
        return product;
    }

    String id() {
        return "P" + (List.of(values()).indexOf(this) + 1);
    }

    String nameVi() {
        return nameVi;
    }

    String category() {
        return category;
    }

    LocalDate launchedOn() {
        return launchedOn;
    }

    long price() {
        return offer.price;
    }

    long cost() {
        return offer.price * offer.costPercent / 100;
    }

    boolean service() {
        return this == WARRANTY || this == INSTALLATION;
    }

    private record Offer(long price, int costPercent, int share) {}
}
