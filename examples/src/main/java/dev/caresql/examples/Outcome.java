package dev.caresql.examples;

/** How a contact attempt ended. */
enum Outcome {
    ANSWERED,
    ABANDONED,
    TIMED_OUT,
    NO_ANSWER,
    VOICEMAIL,
    BUSY,
    FAILED,
    CALLBACK_QUEUED
}
