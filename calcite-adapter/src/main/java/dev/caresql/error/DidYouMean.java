package dev.caresql.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Suggests the known name that is nearest to a mistyped one. */
public final class DidYouMean {
    private DidYouMean() {}

    /** Returns "; did you mean 'X'?" for a known name within a third of the typed length, else the empty text. */
    public static String hint(String typed, Collection<String> known) {
        return nearest(typed, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    /** The known name within edit distance max(2, length / 3), ignoring case; ties go to the likelier typing slip. */
    public static Optional<String> nearest(String typed, Collection<String> known) {
        LevenshteinDistance distance = new LevenshteinDistance(Math.max(2, typed.length() / 3));
        String lower = typed.toLowerCase(Locale.ROOT);
        record Candidate(String name, int distance) {}
        return known.stream()
                .map(name -> new Candidate(name, distance.apply(lower, name.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance() >= 0)
                .min(Comparator.comparingInt(Candidate::distance)
                        .thenComparing(candidate -> !letters(lower).equals(letters(candidate.name())))
                        .thenComparingDouble(candidate -> -likeness(lower, candidate.name()))
                        .thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    /** The same letters in another order are the likeliest slip. */
    private static List<Integer> letters(String name) {
        return name.toLowerCase(Locale.ROOT).chars().sorted().boxed().toList();
    }

    /** Prefers a common beginning. */
    private static double likeness(String lower, String name) {
        return new JaroWinklerSimilarity().apply(lower, name.toLowerCase(Locale.ROOT));
    }
}
