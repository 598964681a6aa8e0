package dev.caresql.examples;

/** A department of the company. */
enum Department {
    CARE("D1", "Chăm sóc khách hàng", "Customer care"),
    PRODUCT("D2", "Kỹ thuật và sản phẩm", "Engineering and product"),
    SALES("D3", "Kinh doanh", "Sales");

    private final String id;
    private final String nameVi;
    private final String nameEn;

    Department(String id, String nameVi, String nameEn) {
        this.id = id;
        this.nameVi = nameVi;
        this.nameEn = nameEn;
    }

    String id() {
        return id;
    }

    String nameVi() {
        return nameVi;
    }

    String nameEn() {
        return nameEn;
    }
}
