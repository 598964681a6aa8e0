package dev.caresql.examples;

/** A team of agents; the share says how large a part of the staff works in it, in percent. */
enum Team {
    HOTLINE_NORTH("T1", "Tổng đài Hà Nội", Department.CARE, "CARE_AGENT", 24),
    HOTLINE_SOUTH("T2", "Tổng đài TP. Hồ Chí Minh", Department.CARE, "CARE_AGENT", 30),
    CHAT_AND_SOCIAL("T3", "Chat và mạng xã hội", Department.CARE, "SOCIAL", 16),
    EMAIL_AND_MARKETPLACE("T4", "Email và sàn thương mại điện tử", Department.CARE, "EMAIL", 10),
    TECHNICAL("T5", "Kỹ thuật và bảo hành", Department.PRODUCT, "CARE_AGENT", 10),
    TELESALES("T6", "Telesales Đà Nẵng", Department.SALES, "TELESALES", 10);

    private final String id;
    private final String nameVi;
    private final Department department;
    private final String role;
    private final int share;

    Team(String id, String nameVi, Department department, String role, int share) {
        this.id = id;
        this.nameVi = nameVi;
        this.department = department;
        this.role = role;
        this.share = share;
    }

    String id() {
        return id;
    }

    String nameVi() {
        return nameVi;
    }

    Department department() {
        return department;
    }

    String role() {
        return role;
    }

    int share() {
        return share;
    }
}
