package org.kithwork.demo.internal.data;

import java.util.List;
import java.util.random.RandomGenerator;

/** Names as they are usual in China: common family names more often, some of two characters. */
final class Names {

    /** In the order of how common they are. */
    private static final List<String> FAMILY = List.of(
            "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高", "罗", "郑",
            "梁", "谢", "宋", "唐", "许", "邓", "冯", "韩", "曹", "曾", "彭", "萧", "蔡", "潘", "田", "董", "袁", "于", "余", "叶", "蒋",
            "杜", "苏", "魏", "程", "吕", "丁", "沈", "任", "姚", "卢", "傅", "钟", "姜", "崔", "谭", "廖", "范", "汪", "陆", "金", "石",
            "戴", "贾", "韦", "夏", "邱", "方", "侯", "邹", "熊", "孟", "秦", "白", "江", "阎", "薛", "尹", "段", "雷", "黎", "史", "龙",
            "陶", "贺", "顾", "毛", "郝", "龚", "邵", "万", "钱", "严", "欧阳", "司马", "上官", "诸葛", "夏侯", "尉迟");

    private static final String WOMEN =
            "芳娜敏静秀娟英华慧巧美丽雪琳倩云莲真环玲佳嘉琼勤珍贞莉桂娣叶璧璐娅琦晶妍茜秋珊莎锦黛青婉娴颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝思";
    private static final String MEN =
            "伟刚勇毅俊峰强军平保东文辉力明永健世广志义兴良海山仁波宁贵福生龙元全国胜学祥才发武新利清飞彬富顺信子杰涛昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆磊民友裕河哲江超浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭鹏泽晨辰士以建家致树炎德行时泰盛";

    private Names() {}

    static String of(RandomGenerator random, boolean woman) {
        // Half of all people share the first twenty names.
        var at = (int) (FAMILY.size() * Math.pow(random.nextDouble(), 2.6));
        var given = woman ? WOMEN : MEN;
        var name = new StringBuilder(FAMILY.get(at)).append(letter(random, given));
        if (random.nextDouble() < 0.72) {
            name.append(letter(random, given));
        }
        return name.toString();
    }

    private static char letter(RandomGenerator random, String letters) {
        return letters.charAt(random.nextInt(letters.length()));
    }
}
