package dev.caresql.examples;

/** How an inbound contact reaches the company; the share is in percent. */
enum Channel {
    VOICE(true, 55),
    EMAIL(false, 9),
    CHAT(true, 16),
    SMS(false, 3),
    SOCIAL(false, 10),
    MARKETPLACE(false, 7);

    private final boolean synchronous;
    private final int share;

    Channel(boolean synchronous, int share) {
        this.synchronous = synchronous;
        this.share = share;
    }

    /** Whether the customer waits in line, as on the phone and in a chat. */
    boolean synchronous() {
        return synchronous;
    }

    int share() {
        return share;
    }
}
