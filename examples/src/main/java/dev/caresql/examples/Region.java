package dev.caresql.examples;

/** Where a customer lives; the share is in percent. */
enum Region {
    HA_NOI("HNI", "Hà Nội", 20),
    HO_CHI_MINH("HCM", "TP. Hồ Chí Minh", 27),
    DA_NANG("DNG", "Đà Nẵng", 8),
    HAI_PHONG("HPG", "Hải Phòng", 6),
    CAN_THO("CTO", "Cần Thơ", 5),
    RED_RIVER_DELTA("DBSH", "Đồng bằng sông Hồng", 10),
    NORTHERN_HIGHLANDS("TDMN", "Trung du và miền núi phía Bắc", 6),
    CENTRAL_COAST("DHMT", "Duyên hải miền Trung", 8),
    CENTRAL_HIGHLANDS("TNG", "Tây Nguyên", 4),
    MEKONG_DELTA("DBSCL", "Đồng bằng sông Cửu Long", 6);

    private final String code;
    private final String nameVi;
    private final int share;

    Region(String code, String nameVi, int share) {
        this.code = code;
        this.nameVi = nameVi;
        this.share = share;
    }

    String code() {
        return code;
    }

    String nameVi() {
        return nameVi;
    }

    int share() {
        return share;
    }
}
