package org.kithwork.core.internal.text;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RawCollationKey;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.NameOrder;

/**
 * Sort keys of names: the hex of ICU's collation key for Chinese by pinyin, so that plain text order on any database is
 * the order a Chinese reader expects: digits, Han by pinyin, then other scripts. A surname with a reading of its own sorts by that reading (单 with the sh).
 *
 * <p>A key has at most {@value #LONGEST} characters; what is longer is cut, and names alike up to there (some sixty Han
 * characters) stand in the order of their ids.
 */
public final class SortKeys {
    /** The longest key of a name, so that a 400-character column also holds the id. */
    public static final int LONGEST = 360;

    /** For each surname reading that ICU does not know, a character that ICU sorts under it. */
    private static final Map<String, String> SOUNDS_LIKE = Stream.of(("shan善 qiu求 xie谢 zeng增 zha渣 ou欧 piao瓢 ge舸"
                            + " ren人 hua画 yue月 yun运 he贺 miao妙 qin秦 shao邵 po婆 chong虫 bi必 zhai宅 bo伯 ji寂 xun巡 tou头"
                            + " nai耐 juan倦 she社 nie聂 mou谋 bu布 nian念 du杜 jue决 gui桂 zang葬 xiang项 kuo扩 pi皮 chang常"
                            + " pang旁 fou否 cheng成 yu玉 mo末 zhang掌 ju局 gou够 wei卫 ye页 tan谈 lin林 xian县 shen慎 tai泰"
                            + " yao要 ning泞 lv绿 ben笨 xi席")
                    .split(" "))
            .collect(Collectors.toUnmodifiableMap(
                    entry -> entry.substring(0, entry.length() - 1), entry -> entry.substring(entry.length() - 1)));

    private static final RuleBasedCollator COLLATOR =
            (RuleBasedCollator) Collator.getInstance(new ULocale("zh@collation=pinyin"));

    /** Collators are not safe for threads and a frozen one locks: each caller borrows one. */
    private static final ConcurrentLinkedQueue<RuleBasedCollator> IDLE = new ConcurrentLinkedQueue<>();

    private SortKeys() {}

    /** The key of a name, its surname read as the table or the spelling given by hand says. */
    public static String of(ChineseName name, @Nullable String pinyinByHand) {
        return of(audible(name, pinyinByHand));
    }

    /** The key of any text. */
    public static String of(String text) {
        RuleBasedCollator collator = IDLE.poll();
        if (collator == null) {
            collator = cloneOfCollator();
        }
        try {
            RawCollationKey key = collator.getRawCollationKey(Texts.cut(text, LONGEST), null);
            return HexFormat.of().formatHex(key.bytes, 0, Math.min(key.size, LONGEST / 2));
        } finally {
            IDLE.add(collator);
        }
    }

    /** The unique key of a row: that of its name, then its id. */
    public static String unique(String sortKey, String id) {
        return sortKey + id;
    }

    static boolean hasStandIn(String reading) {
        return SOUNDS_LIKE.containsKey(reading);
    }

    static Map<String, String> standIns() {
        return SOUNDS_LIKE;
    }

    private static String audible(ChineseName name, @Nullable String byHand) {
        String family = name.familyName();
        if (family == null || name.order() != NameOrder.FAMILY_GIVEN) {
            return name.displayName();
        }
        List<String> readings = byHand == null || Texts.isBlank(byHand)
                ? Pinyin.of(name).get(0).family()
                : Pinyin.of(name, byHand).family();
        int[] characters = family.codePoints().toArray();
        if (readings.size() != characters.length) {
            return name.displayName();
        }
        StringBuilder heard = new StringBuilder();
        for (int i = 0; i < characters.length; i++) {
            String proxy = SOUNDS_LIKE.get(readings.get(i));
            if (proxy == null || readings.get(i).equals(Pinyin.of(characters[i]))) {
                heard.appendCodePoint(characters[i]);
            } else {
                heard.append(proxy);
            }
        }
        return heard.append(name.givenName() == null ? "" : name.givenName()).toString();
    }

    private static RuleBasedCollator cloneOfCollator() {
        synchronized (COLLATOR) {
            try {
                return (RuleBasedCollator) COLLATOR.clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
