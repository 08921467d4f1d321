package org.kithwork.core.internal.contact;

import com.ibm.icu.text.Normalizer2;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Chinese postal address, with province, city and district where the text says them plainly. It looks at names and
 * endings only; no table of places is asked, so what is not evident stays absent.
 *
 * @param raw what was typed
 */
public record PostalAddress(
        String raw,
        @Nullable String province,
        @Nullable String city,
        @Nullable String district,
        String rest) {

    private static final Normalizer2 NFKC_CASEFOLD = Normalizer2.getNFKCCasefoldInstance();
    private static final List<String> PROVINCES =
            List.of("河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾".split(" "));
    private static final Set<String> MUNICIPALITIES = Set.of("北京", "上海", "天津", "重庆");
    private static final Pattern COUNTRY = Pattern.compile("^(?:中国|中华人民共和国)?[\\s,，]*");
    private static final Pattern PROVINCE = Pattern.compile("^(?:(" + String.join("|", PROVINCES)
            + ")省?|(内蒙古(?:自治区)?|广西(?:壮族自治区)?|西藏(?:自治区)?|宁夏(?:回族自治区)?|新疆(?:维吾尔自治区)?"
            + "|香港(?:特别行政区)?|澳门(?:特别行政区)?))[\\s,，]*");
    private static final Pattern MUNICIPALITY = Pattern.compile("^((北京|上海|天津|重庆)市?)[\\s,，]*(?:\\2市|市辖区|县)?[\\s,，]*");
    private static final Pattern CITY =
            Pattern.compile("^(\\p{IsHan}{2,9}?(?:自治州|地区|盟|市))[\\s,，]*(?:市辖区)?[\\s,，]*(?=.)");
    private static final Pattern DISTRICT =
            Pattern.compile("^(\\p{IsHan}{1,12}?(?:自治县|自治旗|新区|矿区|林区|特区|区|县|旗|市))(?!委|政府|场|道|里|中心)");
    private static final Pattern NOT_A_DISTRICT =
            Pattern.compile(".*(?:小|社|园|校|景|厂|库|营|住宅|服务|工业|生活|家属|度假|商业|军|路.*|街.*|道.*|村.*|号.*)区");
    private static final Pattern STREET = Pattern.compile("[东南西北中]?(?:路|街|大道|大街|大厦|巷)");
    private static final Pattern GAPS = Pattern.compile("[\\s,，。.;；、·\\-—_()（）\\[\\]【】#]+");

    /** Reads an address; never fails. */
    public static PostalAddress parse(String typed) {
        String left = COUNTRY.matcher(typed.strip()).replaceFirst("");
        String province = null;
        String city = null;
        Matcher municipality = MUNICIPALITY.matcher(left);
        Matcher region = PROVINCE.matcher(left);
        if (municipality.find() && !isStreet(left.substring(municipality.end()))) {
            province = municipality.group(2) + "市";
            city = province;
            left = left.substring(municipality.end());
        } else if (region.find() && !isStreet(left.substring(region.end()))) {
            province = region.group(1) != null ? region.group(1) + "省" : region.group(2);
            left = left.substring(region.end());
        }
        if (city == null) {
            Matcher town = CITY.matcher(left);
            if (town.find() && !town.group(1).matches(".*[路街号].*|.*(?:超|菜|夜|城|集)市")) {
                city = town.group(1);
                left = left.substring(town.end());
            }
        }
        String district = null;
        Matcher area = DISTRICT.matcher(left);
        if (area.find() && !NOT_A_DISTRICT.matcher(area.group(1)).matches()) {
            district = area.group(1);
            left = left.substring(area.end());
        }
        return new PostalAddress(typed, province, city, district, left.strip());
    }

    /** Whether the place before was the first half of a street's name: 北京路. */
    private static boolean isStreet(String rest) {
        return STREET.matcher(rest).lookingAt();
    }

    /** Province, city and district without gaps, as far as they are known: what a mask leaves. */
    public Optional<String> toDistrict() {
        StringBuilder text = new StringBuilder();
        if (province != null) {
            text.append(province);
        }
        if (city != null && !MUNICIPALITIES.contains(city.substring(0, Math.min(2, city.length())))) {
            text.append(city);
        }
        if (district != null) {
            text.append(district);
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    /** The form that equal addresses share: plain width, lower case, without gaps and punctuation. */
    public String normalised() {
        return GAPS.matcher(NFKC_CASEFOLD.normalize(raw)).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
