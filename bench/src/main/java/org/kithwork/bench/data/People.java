package org.kithwork.bench.data;

import java.util.List;
import java.util.SplittableRandom;

/** Makes the person of an index, the same one for the same seed; telephone numbers never repeat below 2.9 thousand million. */
public final class People {

    public static final int STORES = 1_000;
    /** The store of the clerk: each thousandth customer, 0.1 %. */
    public static final int SMALL_STORE = 1;

    private static final int SMALL_STORE_REST = 777;
    private static final String[] PREFIXES =
            ("130 131 132 133 134 135 136 137 138 139 150 151 152 153 155 156 157 158 159"
                            + " 180 181 182 183 184 185 186 187 188 189")
                    .split(" ");
    private static final long EIGHT_DIGITS = 100_000_000L;
    private static final long NUMBERS = PREFIXES.length * EIGHT_DIGITS;
    /** Has no factor in common with {@link #NUMBERS}, so that the step visits each number once. */
    private static final long STEP = 1_618_033_987L;

    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红鹏辉建国文斌宇浩凯健俊帆雪婷宁欣怡佳琪梓涵子轩"
            + "雨桐思远晨曦嘉诚志强海燕春梅晓东立新永福德才金凤银花小龙大山安琪若兰可心天佑一鸣博文泽宇诗涵梦瑶紫萱";
    private static final String[] OCCUPATIONS =
            "teacher nurse driver cook clerk engineer student farmer seller musician".split(" ");

    private final long seed;

    public People(long seed) {
        this.seed = seed;
    }

    public Person person(long index) {
        SplittableRandom random = new SplittableRandom(seed ^ (index * 0x9E3779B97F4A7C15L));
        String family = Surnames.at(random.nextDouble());
        String given = random.nextInt(100) < 15 ? character(random) : character(random) + character(random);
        String number = String.format("A-%010d", index);
        return new Person(
                index,
                number,
                family,
                given,
                1 + random.nextInt(2),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                OCCUPATIONS[random.nextInt(OCCUPATIONS.length)],
                phone(index),
                "p" + index + "@example.com",
                store(index, random));
    }

    /** The index of the n-th customer of the small store. */
    public long inSmallStore(long n) {
        return n * STORES + SMALL_STORE_REST;
    }

    /** Prefixes to search by: the most common family names. */
    public static List<String> commonFamilyNames() {
        return Surnames.common(5);
    }

    private static String character(SplittableRandom random) {
        return String.valueOf(GIVEN.charAt(random.nextInt(GIVEN.length())));
    }

    private static String phone(long index) {
        long number = Math.floorMod(index * STEP + 271_828_182L, NUMBERS);
        return PREFIXES[(int) (number / EIGHT_DIGITS)] + String.format("%08d", number % EIGHT_DIGITS);
    }

    private static int store(long index, SplittableRandom random) {
        if (index % STORES == SMALL_STORE_REST) {
            return SMALL_STORE;
        }
        double point = random.nextDouble();
        return 2 + (int) (point * point * (STORES - 1));
    }
}
