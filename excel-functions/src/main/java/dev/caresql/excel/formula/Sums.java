package dev.caresql.excel.formula;

import java.util.List;

/** Sums, which are #N/A where nothing is summed up, as SQL has NULL there; a worksheet's own SUM is 0. */
final class Sums {
    private Sums() {}

    static Xl of(Xl array) {
        return Xl.when(Xl.binary(Xl.call("COUNT", array), "<", Xl.number(1)), Xl.missing(), Xl.call("SUM", array));
    }

    static boolean isSum(Xl value) {
        return !ofNothingIsZero(value).equals(value);
    }

    /** The same sum with 0 for nothing; what is no sum is left as it is. */
    static Xl ofNothingIsZero(Xl value) {
        if (value instanceof Xl.Call choice
                && choice.function().equals("IF")
                && choice.arguments().get(2) instanceof Xl.Call sum
                && sum.function().equals("SUM")
                && value.equals(of(sum.arguments().get(0)))) {
            return new Xl.Call("SUM", List.copyOf(sum.arguments()));
        }
        return value;
    }
}
