package dev.caresql.examples;

import java.io.IOException;

/** The tables of what is asked: the questionnaires, which answers count as positive, and the weights of SERVQUAL. */
final class SurveyForms {
    static final Table SURVEYS = Table.of(
            "surveys",
            Table.text("survey_id"),
            Table.text("survey_type"),
            Table.text("question_text"),
            Table.text("question_text_vi"),
            Table.number("scale_min"),
            Table.number("scale_max"),
            Table.flag("higher_is_better"),
            Table.number("expires_after_days"));
    static final Table POSITIVE = Table.of(
            "survey_positive_rules", Table.text("survey_id"), Table.text("rule_code"), Table.number("min_score"));
    static final Table WEIGHTS = Table.of(
            "servqual_weights",
            Table.text("survey_id"),
            Table.text("dimension_code"),
            Table.number("importance_points"));

    private SurveyForms() {}

    static void write(CompanyFiles files) throws IOException {
        CsvFile surveys = files.whole(SURVEYS);
        CsvFile positive = files.whole(POSITIVE);
        for (SurveyType type : SurveyType.values()) {
            Question question = question(type);
            surveys.code(id(type)).code(type).text(question.english()).text(question.vietnamese());
            surveys.number(type.lowest()).number(type.highest());
            surveys.flag(type != SurveyType.CES_V1).number(7).endRow();
            if (question.positiveFrom() > 0) {
                positive.code(id(type))
                        .code("MIN_SCORE")
                        .number(question.positiveFrom())
                        .endRow();
            }
        }
        writeWeights(files.whole(WEIGHTS));
    }

    private static void writeWeights(CsvFile file) throws IOException {
        int[] points = {11, 32, 22, 19, 16};
        String[] dimensions = {"TANGIBLES", "RELIABILITY", "RESPONSIVENESS", "ASSURANCE", "EMPATHY"};
        for (int i = 0; i < points.length; i++) {
            file.code(id(SurveyType.SERVQUAL))
                    .code(dimensions[i])
                    .number(points[i])
                    .endRow();
        }
    }

    static String id(SurveyType type) {
        return "SV_" + type.name();
    }

    private static Question question(SurveyType type) {
        return switch (type) {
            case NPS ->
                new Question(
                        "How likely are you to recommend us?",
                        "Anh/chị có sẵn lòng giới thiệu chúng tôi với bạn bè không?",
                        9);
            case CSAT ->
                new Question(
                        "How satisfied are you with our support?", "Anh/chị hài lòng với lần hỗ trợ này không?", 4);
            case CES ->
                new Question(
                        "The company made it easy to handle my issue",
                        "Công ty giúp tôi giải quyết vấn đề một cách dễ dàng",
                        5);
            case CES_V1 ->
                new Question(
                        "How much effort did you have to put forth?", "Anh/chị đã phải bỏ ra bao nhiêu công sức?", 0);
            case SERVQUAL -> new Question("Expectation and perception, 22 items", "Kỳ vọng và cảm nhận, 22 câu hỏi", 0);
        };
    }

    /** A question; its answers are positive from a score on, or not at all for 0. */
    private record Question(String english, String vietnamese, int positiveFrom) {}
}
