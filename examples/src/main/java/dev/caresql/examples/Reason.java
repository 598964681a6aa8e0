package dev.caresql.examples;

/** Why a contact takes place. */
enum Reason {
    DELIVERY("Giao hàng", "Delivery", 20, 0.21, 0.9),
    BILLING("Hóa đơn và thanh toán", "Bills and payment", 14, 0.24, 1.1),
    RETURN("Đổi trả hàng", "Returns", 10, 0.29, 1.1),
    WARRANTY("Bảo hành", "Warranty", 9, 0.30, 1.2),
    TECHNICAL("Lỗi kỹ thuật", "Technical fault", 11, 0.34, 1.5),
    ACCOUNT("Tài khoản và mật khẩu", "Account and password", 9, 0.13, 0.7),
    PROMOTION("Khuyến mãi", "Promotions", 8, 0.10, 0.7),
    PRODUCT_INFO("Thông tin sản phẩm", "Product information", 9, 0.10, 0.9),
    COMPLAINT_SERVICE("Khiếu nại thái độ phục vụ", "Complaint about service", 1, 0.38, 1.4),
    COMPLAINT_QUALITY("Khiếu nại chất lượng sản phẩm", "Complaint about quality", 2, 0.36, 1.4),
    CANCELLATION("Hủy dịch vụ", "Cancellation", 3, 0.22, 1.0),
    OTHER("Khác", "Other", 4, 0.18, 0.8),
    RENEWAL("Gia hạn gói", "Renewal", 40, 0.10, 0.8),
    UPSELL("Tư vấn sản phẩm mới", "New product offer", 40, 0.10, 0.9),
    CALLBACK("Gọi lại theo hẹn", "Promised call back", 20, 0.15, 0.8);

    private final String nameVi;
    private final String nameEn;
    private final int share;
    private final double hardness;
    private final double length;

    /** The share is in percent of its direction, hardness the chance to stay unsolved, length stretches the talk. */
    Reason(String nameVi, String nameEn, int share, double hardness, double length) {
        this.nameVi = nameVi;
        this.nameEn = nameEn;
        this.share = share;
        this.hardness = hardness;
        this.length = length;
    }

    String nameVi() {
        return nameVi;
    }

    String nameEn() {
        return nameEn;
    }

    int share() {
        return share;
    }

    double hardness() {
        return hardness;
    }

    double length() {
        return length;
    }

    Direction direction() {
        return this == RENEWAL || this == UPSELL || this == CALLBACK ? Direction.OUTBOUND : Direction.INBOUND;
    }

    boolean complaint() {
        return this == COMPLAINT_SERVICE || this == COMPLAINT_QUALITY;
    }

    /** Whether it is about a certain product. */
    boolean aboutProduct() {
        return switch (this) {
            case DELIVERY, RETURN, WARRANTY, TECHNICAL, PRODUCT_INFO, COMPLAINT_QUALITY, UPSELL -> true;
            case BILLING, ACCOUNT, PROMOTION, COMPLAINT_SERVICE, CANCELLATION, OTHER, RENEWAL, CALLBACK -> false;
        };
    }

    /** Whether the technical team is asked. */
    boolean technical() {
        return this == TECHNICAL || this == WARRANTY;
    }
}
