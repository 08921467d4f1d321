package org.kithwork.bench.data;

import java.util.Arrays;
import java.util.List;

/** Family names with their rounded share among the living, in hundredths of a percent; the rest of the names is left out. */
final class Surnames {

    private static final String TABLE = "王 720 李 710 张 680 刘 540 陈 450 杨 310 黄 225 赵 205 吴 200 周 190 徐 145 孙 140 马 130"
            + " 朱 125 胡 115 郭 115 何 110 林 110 罗 105 高 100 郑 95 梁 90 谢 80 宋 75 唐 70 许 70 韩 68 邓 65 冯 64 曹 62"
            + " 彭 60 曾 58 肖 57 田 55 董 55 潘 52 袁 50 蔡 50 蒋 50 余 48 于 47 杜 46 叶 45 程 45 魏 44 苏 44 吕 43 丁 42"
            + " 任 41 卢 40 姚 40 沈 40 钟 39 姜 38 崔 38 谭 37 陆 36 范 36 汪 35 廖 34 石 33 金 33 韦 32 贾 31 夏 30 付 30"
            + " 方 29 邹 29 熊 28 白 28 孟 27 秦 27 邱 26 侯 26 江 25 尹 25 薛 24 闫 24 段 23 雷 23 龙 22 史 22 陶 21 贺 21"
            + " 顾 20 毛 20 郝 20 龚 19 邵 19 万 19 覃 18 武 18 戴 18 孔 17 汤 17 欧阳 7 上官 1 诸葛 1 司马 1";

    private static final List<String> NAMES;
    private static final int[] UP_TO;

    static {
        String[] parts = TABLE.split(" ");
        String[] names = new String[parts.length / 2];
        UP_TO = new int[names.length];
        int sum = 0;
        for (int i = 0; i < names.length; i++) {
            names[i] = parts[2 * i];
            sum += Integer.parseInt(parts[2 * i + 1]);
            UP_TO[i] = sum;
        }
        NAMES = List.of(names);
    }

    private Surnames() {}

    /** The name at a point of [0, 1) of the cumulated shares. */
    static String at(double point) {
        int wanted = (int) (point * UP_TO[UP_TO.length - 1]);
        int found = Arrays.binarySearch(UP_TO, wanted);
        return NAMES.get(found >= 0 ? found + 1 : -found - 1);
    }

    /** The most common names, most common first. */
    static List<String> common(int count) {
        return NAMES.subList(0, count);
    }
}
