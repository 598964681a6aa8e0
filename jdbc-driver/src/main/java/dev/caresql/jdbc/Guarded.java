package dev.caresql.jdbc;

/** An object of Avatica that programs never see, but what stands before it. */
interface Guarded {
    /** What programs see in its place, always the same. */
    Object guard();
}
