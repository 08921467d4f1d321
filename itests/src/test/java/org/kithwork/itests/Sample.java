package org.kithwork.itests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Made-up customers with everyday names, for lists that look like lists. */
record Sample(KithworkClient client) {

    private static final String FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧";
    private static final List<String> GIVEN =
            List.of("静", "敏", "思远", "雨桐", "子涵", "晓峰", "建国", "丽华", "欣怡", "一鸣", "文博", "海燕", "志强");
    private static final List<String> OCCUPATIONS = List.of("教师", "设计师", "医生", "工程师", "律师", "编辑", "店主");
    private static final List<String> DISTRICTS = List.of("西湖区", "滨江区", "拱墅区", "余杭区");
    private static final List<String> TAGS = List.of("老客户", "茶友", "会员日", "企业采购", "春季活动");
    private static final List<String> GOODS = List.of("明前龙井 100g", "手冲壶", "亚麻围裙", "香薰蜡烛", "青瓷茶杯");

    /** The name of the customer with this number; no two of the first 390 are alike. */
    static String name(int number) {
        var family = FAMILIES.charAt(number % FAMILIES.length());
        return family + GIVEN.get((number * 5 + number / FAMILIES.length()) % GIVEN.size());
    }

    /** Makes customers of these stores with the numbers from first; gives their ids. */
    List<String> customers(int first, int count, List<String> stores) {
        return IntStream.range(first, first + count)
                .parallel()
                .mapToObj(number -> customer(number, stores.get(number % stores.size())))
                .toList();
    }

    private String customer(int number, String store) {
        var points = new ArrayList<Map<String, Object>>();
        points.add(Map.of("type", "PHONE", "value", "139" + (57_000_000 + number * 137), "primary", true));
        if (number % 2 == 1) {
            points.add(Map.of("type", "WECHAT", "value", "cha_" + (2000 + number), "primary", true));
        }
        return client.post(
                        "/customers",
                        Map.of(
                                "kind", "PERSON",
                                "fullName", name(number),
                                "sex", 1 + number % 2,
                                "birth",
                                        Map.of(
                                                "year",
                                                1970 + number % 35,
                                                "month",
                                                1 + number % 12,
                                                "day",
                                                1 + number % 28),
                                "occupation", OCCUPATIONS.get(number % OCCUPATIONS.size()),
                                "district", DISTRICTS.get(number % DISTRICTS.size()),
                                "tags", List.of(TAGS.get(number % TAGS.size())),
                                "storeId", store,
                                "identifiers", List.of(Map.of("scheme", "member", "value", "YQ" + (10_000 + number))),
                                "contactPoints", points))
                .expect(201)
                .text("id");
    }

    /** Sells one piece for a sum of yuan at this instant. */
    void purchase(String customer, String at, int good, String yuan) {
        var price = Map.of("amount", yuan, "currency", "CNY");
        client.post(
                        "/archives/purchases",
                        Map.of(
                                "customerId",
                                customer,
                                "at",
                                at,
                                "channel",
                                "STORE",
                                "currency",
                                "CNY",
                                "lines",
                                List.of(Map.of("name", GOODS.get(good), "quantity", "1.000", "unitPrice", price))))
                .expect(201);
    }

    /** Notes a call. */
    void call(String customer, String at, String topic, String body) {
        client.post(
                        "/archives/interactions",
                        Map.of(
                                "customerId", customer,
                                "at", at,
                                "channel", "PHONE",
                                "direction", "OUT",
                                "topic", topic,
                                "body", body))
                .expect(201);
    }
}
