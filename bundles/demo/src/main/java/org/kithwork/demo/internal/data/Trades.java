package org.kithwork.demo.internal.data;

import java.math.BigDecimal;
import java.util.List;
import org.kithwork.demo.internal.data.Habits.Product;
import org.kithwork.demo.internal.data.Habits.Topic;

/** What is usual in each trade. */
final class Trades {

    private static final double[] EVERY_DAY = {1, 1, 1, 1, 1.1, 1.4, 1.3};
    private static final double[] WORKING_DAYS = {1.3, 1.2, 1.2, 1.2, 1.2, 0.8, 0.6};
    private static final double[] EVENLY = {1.1, 0.9, 1, 1, 1, 1, 1, 1, 1, 1.05, 1.1, 1.1};

    private Trades() {}

    static Habits of(Trade trade) {
        return switch (trade) {
            case HOTEL -> hotel();
            case CATERING -> catering();
            case PARCEL -> parcel();
            case RETAIL -> retail();
        };
    }

    private static Habits hotel() {
        return new Habits(
                2.2,
                0.8,
                2.5,
                3,
                new int[] {0, 0, 0, 0, 0, 0, 1, 4, 8, 6, 4, 3, 3, 4, 6, 6, 5, 4, 4, 3, 2, 2, 1, 0},
                EVERY_DAY,
                new double[] {0.9, 1.2, 0.8, 1, 1.3, 0.9, 1.4, 1.4, 0.9, 1.6, 0.8, 0.8},
                List.of("STORE", "WEB", "APP"),
                List.of(
                        product("R101", "雅致大床房", "客房", "368", 34, 3),
                        product("R102", "高级双床房", "客房", "398", 26, 3),
                        product("R201", "豪华江景房", "客房", "588", 12, 2),
                        product("R301", "行政套房", "客房", "988", 4, 2),
                        product("F101", "自助早餐", "餐饮", "68", 30, 4),
                        product("F102", "中餐厅套餐", "餐饮", "228", 10, 2),
                        product("S101", "洗衣服务", "服务", "45", 8, 2),
                        product("S102", "机场接送", "服务", "160", 6, 1),
                        product("S103", "会议室半天", "会议", "1200", 2, 1)),
                List.of(
                        topic("预订", "想订周末的房间，要高楼层、安静一点。", "电话", true, 30),
                        topic("延迟退房", "问能不能延到下午两点退房。", "微信", true, 16),
                        topic("发票", "发票抬头要改，重开后寄给客人。", "微信", true, 12),
                        topic("入住回访", "入住体验不错，提到早餐品种可以再多些。", "电话", false, 14),
                        topic("投诉 空调噪音", "夜里空调有响声，已换房并道歉。", "电话", true, 5),
                        topic("投诉 清洁", "反映卫生间有异味，客房部当天处理。", "到店", true, 3),
                        topic("会议咨询", "下个月二十人的会议，要报价。", "邮件", true, 5)));
    }

    private static Habits catering() {
        return new Habits(
                6.5,
                0.7,
                2,
                5,
                new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 9, 14, 8, 2, 1, 2, 9, 15, 12, 6, 2, 0, 0},
                new double[] {0.8, 0.8, 0.9, 0.9, 1.2, 1.6, 1.4},
                new double[] {1.1, 1.2, 0.9, 1, 1.1, 1, 1, 1, 1, 1.2, 0.9, 1.1},
                List.of("STORE", "APP", "WEB"),
                List.of(
                        product("D101", "剁椒鱼头", "热菜", "88", 14, 1),
                        product("D102", "红烧肉", "热菜", "58", 16, 1),
                        product("D103", "清炒时蔬", "热菜", "26", 22, 2),
                        product("D104", "宫保鸡丁", "热菜", "38", 18, 1),
                        product("D201", "口水鸡", "凉菜", "32", 14, 1),
                        product("D202", "拍黄瓜", "凉菜", "16", 16, 1),
                        product("D301", "酸辣汤", "汤羹", "28", 10, 1),
                        product("D302", "老鸭汤", "汤羹", "98", 6, 1),
                        product("D401", "手工面", "主食", "18", 16, 3),
                        product("D402", "米饭", "主食", "3", 26, 6),
                        product("D501", "现磨豆浆", "饮品", "12", 12, 4),
                        product("D502", "精酿啤酒", "饮品", "22", 10, 6)),
                List.of(
                        topic("订位", "周六晚上六位，要包间。", "电话", true, 36),
                        topic("忌口", "同行有人花生过敏，已告知后厨。", "微信", true, 8),
                        topic("外卖催单", "外卖晚了二十分钟，补送饮品一份。", "电话", true, 10),
                        topic("用餐回访", "菜品满意，觉得上菜慢。", "电话", false, 12),
                        topic("投诉 上菜慢", "等了四十分钟，店长当面道歉并打折。", "到店", true, 6),
                        topic("投诉 菜咸", "反映红烧肉偏咸，已退菜。", "到店", true, 4),
                        topic("宴席咨询", "满月酒八桌，要菜单和报价。", "电话", true, 5)));
    }

    private static Habits parcel() {
        return new Habits(
                7,
                0.5,
                3,
                2,
                new int[] {0, 0, 0, 0, 0, 0, 0, 1, 6, 9, 9, 7, 5, 5, 7, 8, 8, 9, 8, 5, 2, 0, 0, 0},
                WORKING_DAYS,
                new double[] {1, 0.5, 1, 1, 1, 1.2, 1, 1, 1.1, 1, 1.7, 1.2},
                List.of("STORE", "APP", "PHONE"),
                List.of(
                        product("P101", "同城件", "寄件", "10", 26, 3),
                        product("P102", "省内件", "寄件", "12", 24, 3),
                        product("P103", "省外件", "寄件", "18", 30, 3),
                        product("P104", "加急件", "寄件", "32", 8, 1),
                        product("P105", "冷链件", "寄件", "58", 4, 1),
                        product("P201", "纸箱", "包装", "5", 14, 4),
                        product("P202", "气泡膜", "包装", "3", 10, 3),
                        product("P301", "保价", "服务", "4", 10, 1),
                        product("P302", "送货上门", "服务", "6", 8, 1)),
                List.of(
                        topic("查件", "问包裹到哪里了，已查到派送中。", "电话", true, 34),
                        topic("取件提醒", "包裹已到两天，提醒来取。", "电话", false, 24),
                        topic("改地址", "收件地址写错，已拦截改派。", "微信", true, 10),
                        topic("投诉 破损", "外箱破损，拍照登记，走理赔。", "到店", true, 6),
                        topic("投诉 延误", "比承诺晚了两天，道歉并补偿。", "电话", true, 6),
                        topic("大客户洽谈", "网店每月三百件，谈月结价格。", "拜访", false, 3)));
    }

    private static Habits retail() {
        return new Habits(
                5,
                0.6,
                2.2,
                4,
                new int[] {0, 0, 0, 0, 0, 0, 0, 0, 1, 5, 8, 7, 6, 5, 6, 7, 7, 8, 9, 8, 5, 1, 0, 0},
                EVERY_DAY,
                EVENLY,
                List.of("STORE", "WEB", "APP"),
                List.of(
                        product("G101", "纯棉四件套", "家纺", "399", 8, 1),
                        product("G102", "乳胶枕", "家纺", "199", 8, 2),
                        product("G103", "毛巾三条装", "家纺", "59", 16, 2),
                        product("G201", "保温杯", "家居", "89", 14, 2),
                        product("G202", "不粘炒锅", "厨具", "269", 8, 1),
                        product("G203", "密封罐六件", "厨具", "79", 12, 2),
                        product("G301", "洗衣液", "洗护", "45", 20, 3),
                        product("G302", "香皂四块装", "洗护", "28", 18, 2),
                        product("G303", "洗发水", "洗护", "69", 14, 2),
                        product("G401", "婴儿湿巾", "母婴", "36", 10, 4),
                        product("G402", "儿童水杯", "母婴", "58", 8, 1),
                        product("G501", "香薰蜡烛", "家居", "99", 7, 2)),
                List.of(
                        topic("咨询尺码", "问四件套一米八的有没有货。", "微信", true, 24),
                        topic("到货通知", "乳胶枕到货，通知来取。", "电话", false, 16),
                        topic("换货", "换一个颜色，票据齐全。", "到店", true, 12),
                        topic("售后回访", "用得满意，问有没有会员活动。", "电话", false, 14),
                        topic("投诉 掉色", "毛巾洗了两次掉色，已退款。", "到店", true, 5),
                        topic("投诉 送货", "送货超时，已补偿。", "电话", true, 4),
                        topic("团购咨询", "公司节日福利一百份，要报价。", "邮件", true, 4)));
    }

    private static Product product(String sku, String name, String category, String price, int weight, int atMost) {
        return new Product(sku, name, category, new BigDecimal(price), weight, atMost);
    }

    private static Topic topic(String topic, String body, String channel, boolean incoming, int weight) {
        return new Topic(topic, body, channel, incoming, weight);
    }
}
