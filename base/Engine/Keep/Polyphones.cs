namespace Kith.Engine.Keep;

/// <summary>
/// Characters that are read in more than one way in names of people and companies, so that either reading finds them.
/// The readings given by the Xiandai Hanyu Cidian; rare ones that nobody types are left out.
/// </summary>
internal static class Polyphones
{
    /// <summary>Each entry: a simplified hanzi and its readings.</summary>
    public static IEnumerable<string> InNames => (Surnames + " " + Given).Split(' ');

    private const string Surnames =
        "曾zeng,ceng 单shan,dan,chan 乐yue,le 解xie,jie 仇qiu,chou 区ou,qu 盖ge,gai 查zha,cha 朴piao,pu 缪miao,mou 覃qin,tan " +
        "翟zhai,di 尉wei,yu 员yun,yuan 洗xian,xi 折she,zhe 秘bi,mi 种chong,zhong 黑he,hei 隗wei,kui 郇xun,huan 召shao,zhao " +
        "薄bo,bao 祭zhai,ji 贾jia,gu 谌chen,shen 宓mi,fu 莘shen,xin 粘nian,zhan 炅gui,jiong 俞yu,shu 牟mou,mu 卜bu,bo 么yao,me " +
        "番pan,fan 繁po,fan 乜nie,mie 车che,ju 能nai,neng 句gou,ju 褚chu,zhu 佴nai,er 适kuo,shi " +
        "六lu,liu 长chang,zhang 宿su,xiu 会hui,kuai 都du,dou";

    private const string Given =
        "重zhong,chong 朝chao,zhao 行xing,hang,heng 晟sheng,cheng 茜qian,xi 柏bai,bo 厦xia,sha 降jiang,xiang " +
        "藏cang,zang 盛sheng,cheng 参can,shen 卡ka,qia 角jiao,jue 校xiao,jiao " +
        "弹dan,tan 埔pu,bu 堡bao,pu,bu 浒hu,xu 蔚wei,yu 伽jia,qie,ga 咖ka,ga 琢zhuo,zuo 靓liang,jing 筠yun,jun 绿lv,lu 露lu,lou " +
        "率shuai,lv 阿a,e 颉jie,xie 剡yan,shan 峙zhi,shi 荨qian,xun " +
        "佛fo,fu 差cha,chai " +
        "泊bo,po 魄po,tuo 槟bin,bing 拓tuo,ta 蛤ha,ge 曝pu,bao 熟shu,shou";
}
