import Understanding

/// A small hospital with awkward names.
enum SampleLexicon {
    static let entries: [LexiconEntry] = departments + campuses + doctors

    private static let departments: [LexiconEntry] = [
        ("resp", "呼吸内科", "Respiratory Medicine"), ("gi", "消化内科", "Gastroenterology"), ("cardio", "心血管内科", "Cardiology"),
        ("neuro", "神经内科", "Neurology"), ("endo", "内分泌科", "Endocrinology"), ("im", "内科", "Internal Medicine"),
        ("surg", "外科", "Surgery"), ("ortho", "骨科", "Orthopaedics"), ("uro", "泌尿外科", "Urology"),
        ("gyn", "妇科", "Gynaecology"),
        ("obs", "产科", "Obstetrics"), ("peds", "儿科", "Paediatrics"), ("eye", "眼科", "Ophthalmology"),
        ("ent", "耳鼻喉科", "ENT"),
        ("dental", "口腔科", "Dentistry"), ("derm", "皮肤科", "Dermatology"), ("psych", "精神心理科", "Psychiatry"),
        ("tcm", "中医科", "Traditional Chinese Medicine"), ("er", "急诊科", "Emergency"), ("radio", "放射科", "Radiology"),
        ("rehab", "康复科", "Rehabilitation"), ("thoracic", "胸外科", "Thoracic Surgery"), ("neph", "肾内科", "Nephrology"),
    ].map { LexiconEntry(kind: .department, code: $0.0, names: [$0.1, $0.2]) }

    private static let campuses: [LexiconEntry] = [
        LexiconEntry(kind: .campus, code: "main", names: ["本部", "Main Campus"], aliases: ["本部院区", "总院", "老院"]),
        LexiconEntry(kind: .campus, code: "east", names: ["东院", "East Campus"], aliases: ["东院区", "新院"]),
    ]

    private static let doctors: [LexiconEntry] = [
        ("zw1", "张伟", "Zhang Wei", "zhang wei"), ("zw2", "张玮", "Zhang Wei", "zhang wei"),
        ("zw3", "章伟", "Zhang Wei", "zhang wei"), ("zw4", "张薇", "Zhang Wei", "zhang wei"),
        ("lw1", "李伟", "Li Wei", "li wei"), ("lw2", "李伟", "Li Wei", "li wei"), ("ln", "李娜", "Li Na", "li na"),
        ("wf", "王芳", "Wang Fang", "wang fang"), ("oym", "欧阳明", "Ouyang Ming", "ou yang ming"),
        ("smg", "司马光", "Sima Guang", "si ma guang"), ("slh", "单丽华", "Shan Lihua", "shan li hua"),
        ("xxd", "解晓东", "Xie Xiaodong", "xie xiao dong"), ("qy", "仇英", "Qiu Ying", "qiu ying"),
        ("ozq", "区志强", "Ou Zhiqiang", "ou zhi qiang"), ("zjg", "查建国", "Zha Jianguo", "zha jian guo"),
        ("zm", "曾敏", "Zeng Min", "zeng min"), ("cj", "陈静", "Chen Jing", "chen jing"),
        ("ly", "刘洋", "Liu Yang", "liu yang"),
        ("gx", "高兴", "Gao Xing", "gao xing"), ("hp", "和平", "He Ping", "he ping"), ("hl", "黄蕾", "Huang Lei", ""),
        ("ljh", "林建华", "Lin Jianhua", "lin jian hua"), ("zt", "周婷", "Zhou Ting", "zhou ting"),
        ("ec", "", "Emily Carter", ""), ("js", "", "John Smith", ""),
    ].map {
        LexiconEntry(kind: .doctor, code: $0.0, names: [$0.1, $0.2].filter { !$0.isEmpty }, pinyin: $0.3)
    }
}
