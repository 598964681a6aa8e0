package dev.caresql.examples;

/** How an inbound contact reaches the company; the share is in percent. */
enum Channel {
    VOICE("Điện thoại", true, 55),
    EMAIL("Email", false, 9),
    CHAT("Chat", true, 16),
    SMS("Tin nhắn SMS", false, 3),
    SOCIAL("Mạng xã hội", false, 10),
    MARKETPLACE("Sàn thương mại điện tử", false, 7);

    private final String nameVi;
    private final boolean synchronous;
    private final int share;

    Channel(String nameVi, boolean synchronous, int share) {
        this.nameVi = nameVi;
        this.synchronous = synchronous;
        this.share = share;
    }

    String nameVi() {
        return nameVi;
    }

    /** Whether the customer waits in line, as on the phone and in a chat. */
    boolean synchronous() {
        return synchronous;
    }

    int share() {
        return share;
    }
}
