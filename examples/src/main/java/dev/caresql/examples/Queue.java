package dev.caresql.examples;

/** A queue in which contacts wait for an agent, and what the company promises for it. */
enum Queue {
    GENERAL("Q1", "Tổng đài chung", Channel.VOICE, new Promise(20, 5, 80)),
    TECHNICAL("Q2", "Tổng đài kỹ thuật và bảo hành", Channel.VOICE, new Promise(30, 5, 80)),
    COMPLAINTS("Q3", "Tổng đài khiếu nại", Channel.VOICE, new Promise(20, 5, 90)),
    CHAT("Q4", "Chat trên trang web", Channel.CHAT, new Promise(40, 10, 80)),
    SOCIAL("Q5", "Mạng xã hội", Channel.SOCIAL, new Promise(3600, 0, 70)),
    EMAIL("Q6", "Hộp thư", Channel.EMAIL, new Promise(4 * 3600, 0, 80)),
    MARKETPLACE("Q7", "Sàn thương mại điện tử", Channel.MARKETPLACE, new Promise(2 * 3600, 0, 75)),
    SMS("Q8", "Tin nhắn SMS", Channel.SMS, new Promise(3600, 0, 70));

    private final String id;
    private final String nameVi;
    private final Channel channel;
    private final Promise promise;

    Queue(String id, String nameVi, Channel channel, Promise promise) {
        this.id = id;
        this.nameVi = nameVi;
        this.channel = channel;
        this.promise = promise;
    }

    /** The queue that an inbound matter waits in. */
    static Queue of(Channel channel, Reason reason) {
        return switch (channel) {
            case VOICE -> reason.complaint() ? COMPLAINTS : reason.technical() ? TECHNICAL : GENERAL;
            case CHAT -> CHAT;
            case SOCIAL -> SOCIAL;
            case EMAIL -> EMAIL;
            case MARKETPLACE -> MARKETPLACE;
            case SMS -> SMS;
        };
    }

    String id() {
        return id;
    }

    String nameVi() {
        return nameVi;
    }

    Channel channel() {
        return channel;
    }

    Promise promise() {
        return promise;
    }

    /**
     * What is promised.
     *
     * @param thresholdSeconds within which a contact should be answered
     * @param shortAbandonSeconds up to which giving up does not count
     * @param targetPercent of contacts that should be answered in time
     */
    record Promise(int thresholdSeconds, int shortAbandonSeconds, int targetPercent) {}
}
