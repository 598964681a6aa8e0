package dev.caresql.examples;

/**
 * A filled-in questionnaire.
 *
 * @param mood 0 is usual, 1 a deviation better
 * @param solved whether the customer's matter is solved
 */
record SurveyAnswer(long number, SurveyType type, long respondedAt, double mood, boolean solved) {}
