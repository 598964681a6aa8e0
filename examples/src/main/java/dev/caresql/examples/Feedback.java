package dev.caresql.examples;

import java.util.List;

/** What customers write in their own words. */
enum Feedback {
    PRAISE(List.of(
            "Nhân viên tư vấn rất nhiệt tình",
            "Xử lý nhanh, cảm ơn shop",
            "Rất hài lòng với dịch vụ",
            "Giải thích dễ hiểu, thái độ tốt")),
    COMPLAINT(List.of(
            "Chờ máy quá lâu",
            "Phải gọi lại nhiều lần, chưa ai giải quyết",
            "Nhân viên trả lời \"chờ thêm\" mà không nói rõ",
            "Giao hàng trễ, không ai báo trước")),
    SUGGESTION(List.of(
            "Nên có thêm kênh Zalo", "Mong tổng đài làm việc cả buổi tối", "Nên gửi tin nhắn khi đơn hàng bị trễ")),
    OTHER(List.of("Không có ý kiến", "Bình thường"));

    private final List<String> comments;

    Feedback(List<String> comments) {
        this.comments = List.copyOf(comments);
    }

    static Feedback draw(Dice dice, double mood) {
        double mark = dice.unit();
        if (mark < 0.15) {
            return SUGGESTION;
        }
        if (mark < 0.25) {
            return OTHER;
        }
        return mood > -0.4 ? PRAISE : COMPLAINT;
    }

    String comment(Dice dice) {
        return comments.get(dice.below(comments.size()));
    }
}
