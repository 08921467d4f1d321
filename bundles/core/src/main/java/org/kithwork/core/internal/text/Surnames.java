package org.kithwork.core.internal.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is known about Chinese surnames: the compound ones, the usual single ones, and those read in their own way. */
final class Surnames {
    /** Compound surnames that a name starting with them nearly always has. */
    private static final Set<String> COMPOUND = words("""
            欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 宇文 司徒 司空 司寇 夏侯 轩辕 軒轅 端木 呼延
            赫连 赫連 澹台 澹臺 万俟 萬俟 淳于 申屠 长孫 长孙 長孫 仲孙 仲孫 叔孙 叔孫 季孙 濮阳 濮陽 宗政 太叔 公冶 公羊 公西 公良
            公户 公戶 公伯 公仲 公上 公门 公山 公坚 公祖 公乘 公皙 鲜于 鮮于 闾丘 閭丘 亓官 颛孙 顓孫 漆雕 壤驷 壤駟 夹谷 夾谷 宰父
            羊舌 微生 独孤 獨孤 拓跋 拓拔 纳兰 納蘭 完颜 完顏 耶律 富察 那拉 尔朱 爾朱 屈突 斛律 贺若 賀若 贺拔 賀拔 宿勤 哥舒
            达奚 達奚 第五 墨台 默台 即墨 梁丘 乐正 樂正 子车 子車 巫马 巫馬 钟离 鍾離 鐘離 西门 西門 东方 東方 东郭 東郭 南宫 南宮
            北宫 百里 呼衍 徒单 徒單 蒲察 唐古 乌古 纥石 赤盏 侯莫 步六 豆卢 宇文 俟力 库狄 若干 长鱼 相里 欧侯 屠岸 涂钦 仆固
            爱新觉罗 愛新覺羅 叶赫那拉 葉赫那拉 阿史那 吐谷浑 侯莫陈 钮祜禄 瓜尔佳 博尔济吉特 赫舍里 伊尔根觉罗 舒穆禄 郭络罗 索绰罗
            """);

    /** Compound surnames that as often are a single surname and the beginning of a given name. */
    private static final Set<String> DOUBTFUL_COMPOUND = words("""
            单于 單于 左丘 谷梁 穀梁 段干 闻人 聞人 东门 東門 南门 南門 东里 东宫 南郭 左人 右人 王孙 王孫 王官 王子 公子 韩余 高堂
            高阳 白马 马服 胡母 毋丘 贺兰 賀蘭 安国 安平 成公 新垣 梁余 商牟 牛羊 况后 有琴 海笪 江都 中行 中山 阳成 阴康 云中 金家
            """);

    private static final String SINGLE = """
            赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐
            费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁
            杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚
            程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙
            叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴鬱胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农
            温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾
            毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫付代覃冼区丘仝岳帅苟苑邸邝佘佟位侬逢谌揭植敬楚涂洛海战展折撒揣鹿麦冒闭晋校岩粟来
            甯仉笪亓佴商牟哈墨年阳言福莱迟门操端台但员信呼咎回塔多库底忻撖旷普朴杞柒栗楼檀母泮洗浮潭火炎烟牙环玉甫画盘眭禚秘種稽竹笃粘綦线练
            罕翦腾苌茆药菅藤行衣袭谯贠资赏赫辜遇郄郇酒释银锁闪问靖香鲜黑墙召尉种呙过幺么繁晨兰原由尧寻巨布延律战拜接斯晏智朗果枚淦淳渠濯燎爨
            生皇皮益矫祢禤税筱胶芦苍茶荔荘萨葆蔄虎补褟西让谈豆貊丛官南漆卿初修况亢宾冶奉占侍冷刀剧及川庚开怀斐星是束池沐泉
            贵起运近逸邬邴郸鄢鄞酆里野镇镡长阿陀隋随雒零青韶风首高鬲鸣鹤
            張陳劉黃趙吳鄭馮衛蔣韓楊許呂嚴華謝鄒竇雲蘇魯韋馬鳳湯羅畢鄔樂時齊餘顧蕭貝計談龐紀項藍閔賈婁顏鐘鍾駱萬盧經繆應賁鄧單諸鈕龔陸榮儲車
            寧欒厲葉賴藺喬陰蒼雙聞黨譚貢勞酈邊農溫莊閻連習魚滿國廣闕東歐師鞏聶饒區豐關紅遊權蓋閆鄺麥費龍孫錢鮑郟禎範薑穀葉遲樓簡嶽濤塗員
            """.replaceAll("\\s", "");

    private static final Set<Integer> SINGLES = SINGLE.codePoints().boxed().collect(Collectors.toUnmodifiableSet());

    /** Surnames whose reading differs from the usual one of the character; the first is the preferred one. */
    private static final Map<String, List<String>> READINGS = readings("""
            单=shan 單=shan 仇=qiu 解=xie 曾=zeng 查=zha 区=ou 區=ou 朴=piao,pu 盖=ge,gai 蓋=ge,gai 任=ren 华=hua 華=hua 乐=yue,le 樂=yue,le
            员=yun,yuan 員=yun,yuan 贠=yun 黑=he,hei 缪=miao,mou 繆=miao,mou 冼=xian 洗=xian 逄=pang 逢=pang,feng 覃=qin,tan 召=shao,zhao 尹=yin
            繁=po,fan 种=chong 秘=bi,mi 翟=zhai,di 祭=zhai,ji 柏=bai,bo 费=fei,bi 費=fei,bi 薄=bo 葛=ge 纪=ji 紀=ji 燕=yan 宁=ning 宓=mi,fu
            郇=xun,huan 郗=xi,chi 隗=wei,kui 句=gou 勾=gou 佴=nai 郄=qie,xi 郤=xi 隽=juan,jun 幺=yao 么=yao 呙=guo 折=she,zhe 厍=she 佘=she
            乜=nie,mie 牟=mou,mu 过=guo 過=guo 曲=qu 应=ying 應=ying 相=xiang 冯=feng 馮=feng 卜=bu 瞿=qu 戚=qi 谌=chen,shen 諶=chen,shen 晁=chao
            车=che 車=che 撒=sa 能=nai,neng 钭=tou 眭=sui 昝=zan 亓=qi 笪=da 仉=zhang 粘=nian 沈=shen 石=shi 盛=sheng 俞=yu 都=du 贲=ben,bi 賁=ben,bi
            角=jue,jiao 炅=gui 莘=shen,xin 褚=chu 那=na 藏=zang 强=qiang 契=xie,qi 令=ling 尉=wei,yu 贾=jia 賈=jia 广=guang 行=xing,hang 降=xiang
            重=chong 万=wan 萬=wan 叶=ye 葉=ye 阚=kan 逯=lu 庹=tuo 訾=zi 遆=ti 咎=jiu,gao 适=kuo 观=guan 蕃=pi 厘=xi 谷=gu 肖=xiao 於=yu 阿=a
            长=chang 長=chang 鲜=xian 鮮=xian 稽=ji 嵇=ji 轷=hu 不=fou 丌=ji 邸=di 弗=fu 干=gan 合=he 晟=cheng,sheng 佟=tong 哈=ha 麻=ma 台=tai
            尉迟=yuchi 尉遲=yuchi 万俟=moqi 萬俟=moqi 长孙=zhangsun 長孫=zhangsun 澹台=tantai 澹臺=tantai 单于=chanyu 單于=chanyu 乐正=yuezheng
            樂正=yuezheng 令狐=linghu 鲜于=xianyu 鮮于=xianyu 亓官=qiguan 濮阳=puyang 濮陽=puyang 宰父=zaifu 子车=ziju 子車=ziju 中行=zhonghang
            吐谷浑=tuyuhun 谷梁=guliang 穀梁=guliang 夹谷=jiagu 百里=baili 徒单=tudan 墨台=motai 漆雕=qidiao 淳于=chunyu 闾丘=lvqiu 閭丘=lvqiu
            """);

    /** Characters of given names that people read in two ways; the first is the usual one in names. */
    private static final Map<String, List<String>> GIVEN_READINGS = readings("""
            长=chang,zhang 長=chang,zhang 乐=le,yue 樂=le,yue 茜=qian,xi 朝=chao,zhao 行=xing,hang 重=chong,zhong 曾=zeng,ceng 藏=zang,cang
            柏=bai,bo 单=dan,shan 晟=sheng,cheng 卜=bu 翟=zhai 都=du 沈=shen 解=jie,xie 盛=sheng,cheng 传=chuan 奇=qi 么=me 觉=jue 𠮷=ji 㐂=xi
            〇=ling 薄=bo 车=che 着=zhuo 地=di 得=de 了=le 大=da 色=se 参=shen,can 蕃=fan 哈=ha 薇=wei 会=hui 调=tiao,diao 发=fa 红=hong 约=yue
            """);

    private Surnames() {}

    /** The compound surname with which the name begins, the longest first, or an empty text. */
    static String compoundOf(String name) {
        for (int units = Math.min(5, name.length()); units >= 2; units--) {
            String start = name.substring(0, units);
            if (COMPOUND.contains(start) || DOUBTFUL_COMPOUND.contains(start)) {
                return start;
            }
        }
        return "";
    }

    static boolean isDoubtfulCompound(String surname) {
        return DOUBTFUL_COMPOUND.contains(surname);
    }

    /** Whether the character is one of the usual single surnames. */
    static boolean isSingle(int point) {
        return SINGLES.contains(point);
    }

    /** The readings of a surname that differ from the usual ones of its characters, preferred first; else empty. */
    static List<String> readingsOf(String surname) {
        return READINGS.getOrDefault(surname, List.of());
    }

    /** The readings of a character inside a given name where the usual one does not do; else empty. */
    static List<String> givenReadingsOf(String character) {
        return GIVEN_READINGS.getOrDefault(character, List.of());
    }

    /** Every surname with readings of its own, for the tests of the tables. */
    static Map<String, List<String>> allReadings() {
        return READINGS;
    }

    private static Set<String> words(String text) {
        return Set.copyOf(new LinkedHashSet<>(List.of(text.strip().split("\\s+"))));
    }

    private static Map<String, List<String>> readings(String text) {
        Map<String, List<String>> readings = new HashMap<>();
        for (String entry : text.strip().split("\\s+")) {
            String[] parts = entry.split("=", 2);
            readings.put(parts[0], List.copyOf(new ArrayList<>(List.of(parts[1].split(",")))));
        }
        return Map.copyOf(readings);
    }
}
