-- A database as it was before schema step 0007: two visits, one of them moved, one cancelled, and an open hold.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE migration (position BIGINT NOT NULL, name TEXT NOT NULL PRIMARY KEY);
INSERT INTO migration VALUES(1,'0001-catalogue');
INSERT INTO migration VALUES(2,'0002-clinic-sessions-slots-and-ledger');
INSERT INTO migration VALUES(3,'0003-accounts-patients-and-codes');
INSERT INTO migration VALUES(4,'0004-holds-appointments-and-keys');
INSERT INTO migration VALUES(5,'0005-conversations-and-turns');
INSERT INTO migration VALUES(6,'0006-outbox-and-audit');
CREATE TABLE hospital (
    code TEXT NOT NULL PRIMARY KEY,
    name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
    zone TEXT NOT NULL,
    phone TEXT NOT NULL,
    hours_zh TEXT NOT NULL, hours_en TEXT NOT NULL,
    catalogue_version BIGINT NOT NULL CHECK (catalogue_version = CAST(catalogue_version AS BIGINT)));
INSERT INTO hospital VALUES('h1','示范医院','Demo Hospital','Asia/Shanghai','02112345678','周一至周日','every day',1);
CREATE TABLE campus (
    hospital TEXT NOT NULL REFERENCES hospital (code),
    code TEXT NOT NULL,
    position BIGINT NOT NULL CHECK (position = CAST(position AS BIGINT)),
    listed BIGINT NOT NULL CHECK (listed IN (0, 1)),
    name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
    aliases TEXT NOT NULL,
    address_zh TEXT NOT NULL, address_en TEXT NOT NULL,
    way_zh TEXT NOT NULL, way_en TEXT NOT NULL,
    PRIMARY KEY (hospital, code));
INSERT INTO campus VALUES('h1','east',0,1,'东院','East',replace('东区\n本部','\n',char(10)),'东路1号','1 East Rd','地铁2号线','metro 2');
INSERT INTO campus VALUES('h1','west',1,1,'西院','West','','西路1号','1 West Rd','','');
CREATE TABLE department (
    hospital TEXT NOT NULL REFERENCES hospital (code),
    code TEXT NOT NULL,
    position BIGINT NOT NULL CHECK (position = CAST(position AS BIGINT)),
    listed BIGINT NOT NULL CHECK (listed IN (0, 1)),
    name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
    aliases TEXT NOT NULL,
    group_code TEXT,
    is_group BIGINT NOT NULL CHECK (is_group IN (0, 1)),
    min_age BIGINT CHECK (min_age = CAST(min_age AS BIGINT)),
    max_age BIGINT CHECK (max_age = CAST(max_age AS BIGINT)),
    sex TEXT CHECK (sex IN ('male', 'female')),
    about_zh TEXT NOT NULL, about_en TEXT NOT NULL,
    preparation_zh TEXT NOT NULL, preparation_en TEXT NOT NULL,
    is_sensitive BIGINT NOT NULL CHECK (is_sensitive IN (0, 1)),
    PRIMARY KEY (hospital, code));
INSERT INTO department VALUES('h1','medicine',0,1,'内科','Medicine','',NULL,1,NULL,NULL,NULL,'','','','',0);
INSERT INTO department VALUES('h1','cardio',1,1,'心内科','Cardiology','看心脏的','medicine',0,NULL,NULL,NULL,'','','','',0);
INSERT INTO department VALUES('h1','paediatrics',2,1,'儿科','Paediatrics','',NULL,0,NULL,14,NULL,'','','','',0);
INSERT INTO department VALUES('h1','gynaecology',3,1,'妇科','Gynaecology','',NULL,0,NULL,NULL,'female','','','','',1);
CREATE TABLE department_place (
    hospital TEXT NOT NULL,
    department TEXT NOT NULL,
    campus TEXT NOT NULL,
    place_zh TEXT NOT NULL, place_en TEXT NOT NULL,
    PRIMARY KEY (hospital, department, campus),
    FOREIGN KEY (hospital, department) REFERENCES department (hospital, code),
    FOREIGN KEY (hospital, campus) REFERENCES campus (hospital, code));
INSERT INTO department_place VALUES('h1','cardio','east','2楼','2nd floor');
INSERT INTO department_place VALUES('h1','cardio','west','3楼','3rd floor');
INSERT INTO department_place VALUES('h1','paediatrics','east','1楼','1st floor');
INSERT INTO department_place VALUES('h1','gynaecology','west','4楼','4th floor');
CREATE TABLE practitioner (
    hospital TEXT NOT NULL REFERENCES hospital (code),
    code TEXT NOT NULL,
    position BIGINT NOT NULL CHECK (position = CAST(position AS BIGINT)),
    listed BIGINT NOT NULL CHECK (listed IN (0, 1)),
    name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title IN ('chief', 'associate_chief', 'attending', 'resident')),
    sex TEXT NOT NULL CHECK (sex IN ('male', 'female')),
    specialties_zh TEXT NOT NULL, specialties_en TEXT NOT NULL,
    fee_fen BIGINT NOT NULL CHECK (fee_fen = CAST(fee_fen AS BIGINT) AND fee_fen >= 0),
    languages TEXT NOT NULL,
    aliases TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    PRIMARY KEY (hospital, code));
INSERT INTO practitioner VALUES('h1','d1',0,1,'张伟','Dr d1','chief','female','专长','special',5000,replace('zh\nen','\n',char(10)),'张伟主任','zhang wei');
INSERT INTO practitioner VALUES('h1','d2',1,1,'李娜','Dr d2','chief','female','专长','special',5000,replace('zh\nen','\n',char(10)),'李娜主任','zhang wei');
INSERT INTO practitioner VALUES('h1','d3',2,1,'欧阳敏','Dr d3','chief','female','专长','special',5000,replace('zh\nen','\n',char(10)),'欧阳敏主任','zhang wei');
INSERT INTO practitioner VALUES('h1','d4',3,1,'王芳','Dr d4','chief','female','专长','special',5000,replace('zh\nen','\n',char(10)),'王芳主任','zhang wei');
CREATE TABLE practitioner_department (
    hospital TEXT NOT NULL,
    practitioner TEXT NOT NULL,
    department TEXT NOT NULL,
    position BIGINT NOT NULL CHECK (position = CAST(position AS BIGINT)),
    PRIMARY KEY (hospital, practitioner, department),
    FOREIGN KEY (hospital, practitioner) REFERENCES practitioner (hospital, code),
    FOREIGN KEY (hospital, department) REFERENCES department (hospital, code));
INSERT INTO practitioner_department VALUES('h1','d1','cardio',0);
INSERT INTO practitioner_department VALUES('h1','d2','cardio',0);
INSERT INTO practitioner_department VALUES('h1','d3','paediatrics',0);
INSERT INTO practitioner_department VALUES('h1','d4','gynaecology',0);
CREATE TABLE calendar_day (
    hospital TEXT NOT NULL REFERENCES hospital (code),
    day TEXT NOT NULL CHECK (length(day) = 10),
    kind TEXT NOT NULL CHECK (kind IN ('holiday', 'make_up')),
    name TEXT NOT NULL,
    PRIMARY KEY (hospital, day, kind));
INSERT INTO calendar_day VALUES('h1','2026-12-23','holiday','假日');
INSERT INTO calendar_day VALUES('h1','2026-11-28','make_up','');
CREATE TABLE clinic_session (
    hospital TEXT NOT NULL REFERENCES hospital (code),
    id TEXT NOT NULL,
    practitioner TEXT NOT NULL,
    instead_of TEXT,
    department TEXT NOT NULL,
    campus TEXT NOT NULL,
    room_zh TEXT NOT NULL, room_en TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    half TEXT NOT NULL CHECK (half IN ('morning', 'afternoon', 'evening')),
    status TEXT NOT NULL CHECK (status IN ('scheduled', 'suspended', 'stopped')),
    withdrawn BIGINT NOT NULL CHECK (withdrawn IN (0, 1)),
    fee_fen BIGINT NOT NULL CHECK (fee_fen = CAST(fee_fen AS BIGINT) AND fee_fen >= 0),
    release_at BIGINT NOT NULL CHECK (release_at = CAST(release_at AS BIGINT)),
    next_serial BIGINT NOT NULL CHECK (next_serial = CAST(next_serial AS BIGINT) AND next_serial >= 1),
    PRIMARY KEY (hospital, id),
    FOREIGN KEY (hospital, practitioner) REFERENCES practitioner (hospital, code),
    FOREIGN KEY (hospital, instead_of) REFERENCES practitioner (hospital, code),
    FOREIGN KEY (hospital, department) REFERENCES department (hospital, code),
    FOREIGN KEY (hospital, campus) REFERENCES campus (hospital, code));
INSERT INTO clinic_session VALUES('h1','m1','d1',NULL,'cardio','east','201室','Room 201','2026-11-23','morning','scheduled',0,5000,1795132800000,2);
INSERT INTO clinic_session VALUES('h1','m2','d2',NULL,'cardio','east','201室','Room 201','2026-11-23','morning','scheduled',0,5000,1795132800000,1);
INSERT INTO clinic_session VALUES('h1','w1','d2',NULL,'cardio','west','201室','Room 201','2026-11-23','afternoon','scheduled',0,5000,1795132800000,2);
INSERT INTO clinic_session VALUES('h1','p1','d3',NULL,'paediatrics','east','201室','Room 201','2026-11-23','morning','scheduled',0,5000,1795132800000,1);
INSERT INTO clinic_session VALUES('h1','g1','d4',NULL,'gynaecology','west','201室','Room 201','2026-11-23','morning','scheduled',0,5000,1795132800000,1);
INSERT INTO clinic_session VALUES('h1','t1','d1',NULL,'cardio','east','201室','Room 201','2026-11-24','morning','scheduled',0,5000,1795132800000,2);
INSERT INTO clinic_session VALUES('h1','stopped','d1',NULL,'cardio','east','201室','Room 201','2026-11-24','afternoon','stopped',0,5000,1795132800000,1);
INSERT INTO clinic_session VALUES('h1','later','d1',NULL,'cardio','east','201室','Room 201','2026-11-24','evening','scheduled',0,5000,1795140000000,1);
INSERT INTO clinic_session VALUES('h1','full','d2',NULL,'cardio','east','201室','Room 201','2026-11-24','morning','scheduled',0,5000,1795132800000,1);
INSERT INTO clinic_session VALUES('h1','today','d2',NULL,'cardio','east','201室','Room 201','2026-11-20','morning','scheduled',0,5000,1795132800000,1);
CREATE TABLE slot (
    hospital TEXT NOT NULL,
    id TEXT NOT NULL,
    session TEXT NOT NULL,
    start_minute BIGINT NOT NULL CHECK (start_minute = CAST(start_minute AS BIGINT)),
    end_minute BIGINT NOT NULL CHECK (end_minute = CAST(end_minute AS BIGINT)),
    starts_at BIGINT NOT NULL CHECK (starts_at = CAST(starts_at AS BIGINT)),
    ends_at BIGINT NOT NULL CHECK (ends_at = CAST(ends_at AS BIGINT)),
    capacity BIGINT NOT NULL CHECK (capacity = CAST(capacity AS BIGINT)),
    held BIGINT NOT NULL CHECK (held = CAST(held AS BIGINT) AND held >= 0),
    booked BIGINT NOT NULL CHECK (booked = CAST(booked AS BIGINT) AND booked >= 0),
    elsewhere BIGINT NOT NULL
        CHECK (elsewhere = CAST(elsewhere AS BIGINT) AND elsewhere >= 0 AND elsewhere <= booked),
    version BIGINT NOT NULL CHECK (version = CAST(version AS BIGINT) AND version >= 0),
    PRIMARY KEY (hospital, id),
    FOREIGN KEY (hospital, session) REFERENCES clinic_session (hospital, id),
    CHECK (start_minute >= 0 AND start_minute < end_minute AND end_minute <= 1440),
    CHECK (starts_at < ends_at),
    CONSTRAINT never_oversold CHECK (held + booked <= capacity));
INSERT INTO slot VALUES('h1','m1-0800','m1',480,510,1795392000000,1795393800000,2,0,0,0,3);
INSERT INTO slot VALUES('h1','m1-0830','m1',510,540,1795393800000,1795395600000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','m1-0900','m1',540,570,1795395600000,1795397400000,2,1,0,0,2);
INSERT INTO slot VALUES('h1','m1-0930','m1',570,600,1795397400000,1795399200000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','m2-0800','m2',480,510,1795392000000,1795393800000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','m2-0830','m2',510,540,1795393800000,1795395600000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','m2-0900','m2',540,570,1795395600000,1795397400000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','m2-0930','m2',570,600,1795397400000,1795399200000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','w1-1330','w1',810,840,1795411800000,1795413600000,2,0,1,0,2);
INSERT INTO slot VALUES('h1','w1-1400','w1',840,870,1795413600000,1795415400000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','w1-1430','w1',870,900,1795415400000,1795417200000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','w1-1500','w1',900,930,1795417200000,1795419000000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','p1-0800','p1',480,510,1795392000000,1795393800000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','p1-0830','p1',510,540,1795393800000,1795395600000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','p1-0900','p1',540,570,1795395600000,1795397400000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','p1-0930','p1',570,600,1795397400000,1795399200000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','g1-0800','g1',480,510,1795392000000,1795393800000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','g1-0830','g1',510,540,1795393800000,1795395600000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','g1-0900','g1',540,570,1795395600000,1795397400000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','g1-0930','g1',570,600,1795397400000,1795399200000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','t1-0800','t1',480,510,1795478400000,1795480200000,2,0,0,0,3);
INSERT INTO slot VALUES('h1','t1-0830','t1',510,540,1795480200000,1795482000000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','t1-0900','t1',540,570,1795482000000,1795483800000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','t1-0930','t1',570,600,1795483800000,1795485600000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','stopped-1330','stopped',810,840,1795498200000,1795500000000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','stopped-1400','stopped',840,870,1795500000000,1795501800000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','stopped-1430','stopped',870,900,1795501800000,1795503600000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','stopped-1500','stopped',900,930,1795503600000,1795505400000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','later-1800','later',1080,1110,1795514400000,1795516200000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','later-1830','later',1110,1140,1795516200000,1795518000000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','later-1900','later',1140,1170,1795518000000,1795519800000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','later-1930','later',1170,1200,1795519800000,1795521600000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','full-0800','full',480,510,1795478400000,1795480200000,2,0,2,2,1);
INSERT INTO slot VALUES('h1','today-0800','today',480,510,1795132800000,1795134600000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','today-0830','today',510,540,1795134600000,1795136400000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','today-0900','today',540,570,1795136400000,1795138200000,2,0,0,0,1);
INSERT INTO slot VALUES('h1','today-0930','today',570,600,1795138200000,1795140000000,2,0,0,0,1);
CREATE TABLE slot_ledger (
    hospital TEXT NOT NULL,
    slot TEXT NOT NULL,
    entry BIGINT NOT NULL CHECK (entry = CAST(entry AS BIGINT) AND entry >= 1),
    at BIGINT NOT NULL CHECK (at = CAST(at AS BIGINT)),
    cause TEXT NOT NULL CHECK (cause IN ('opened', 'capacity', 'elsewhere', 'held', 'released', 'expired',
        'booked', 'booked_from_hold', 'cancelled', 'moved_away')),
    capacity_delta BIGINT NOT NULL CHECK (capacity_delta = CAST(capacity_delta AS BIGINT)),
    held_delta BIGINT NOT NULL CHECK (held_delta = CAST(held_delta AS BIGINT)),
    booked_delta BIGINT NOT NULL CHECK (booked_delta = CAST(booked_delta AS BIGINT)),
    subject TEXT NOT NULL,
    actor TEXT NOT NULL,
    link TEXT NOT NULL CHECK (length(link) = 64),
    PRIMARY KEY (hospital, slot, entry),
    FOREIGN KEY (hospital, slot) REFERENCES slot (hospital, id));
INSERT INTO slot_ledger VALUES('h1','m1-0800',1,1795136400000,'opened',2,0,0,'session/m1','import','3c14aedcb2c5344b26559561a35ae9abde24f489f0bdaa9a366a5d588622be47');
INSERT INTO slot_ledger VALUES('h1','m1-0830',1,1795136400000,'opened',2,0,0,'session/m1','import','edeac1cb61852aa6e8a8adca61a3d5c93371ab33e4ff5cca389f64d10aed09f8');
INSERT INTO slot_ledger VALUES('h1','m1-0900',1,1795136400000,'opened',2,0,0,'session/m1','import','8f5004bc0cf10cfa57f3e365b9e7d17e257b1ae0e11054cc8daa19816261ba79');
INSERT INTO slot_ledger VALUES('h1','m1-0930',1,1795136400000,'opened',2,0,0,'session/m1','import','3aea43520a1d8c7b363a3bd16e028f81656d3775c23e894b361e34c294d54991');
INSERT INTO slot_ledger VALUES('h1','m2-0800',1,1795136400000,'opened',2,0,0,'session/m2','import','090b1928e4b9a733067ef2999c149db5e709338d009eed2b6719322213ac90e9');
INSERT INTO slot_ledger VALUES('h1','m2-0830',1,1795136400000,'opened',2,0,0,'session/m2','import','7e6ada2a645814f9729f93d7a980a32c96ede7c4d7821f16c4821efe7e8189bc');
INSERT INTO slot_ledger VALUES('h1','m2-0900',1,1795136400000,'opened',2,0,0,'session/m2','import','d582187836132ccae70ec383627f4c80a609b9ae24d79fc2b3e88c4c520e65f2');
INSERT INTO slot_ledger VALUES('h1','m2-0930',1,1795136400000,'opened',2,0,0,'session/m2','import','8c6de223889ed191a1ed5831dd33ad5ab0f2c27e12f6e80cc020e38a6ec51095');
INSERT INTO slot_ledger VALUES('h1','w1-1330',1,1795136400000,'opened',2,0,0,'session/w1','import','94765a009f8717ae543c105fc79712d20505b43a62a8b50f0f9a0ed5de4bf3a2');
INSERT INTO slot_ledger VALUES('h1','w1-1400',1,1795136400000,'opened',2,0,0,'session/w1','import','fcde7562e22198878fa9e03c2acabf396b9c9a257259dbe742b4cfcf07d0a36e');
INSERT INTO slot_ledger VALUES('h1','w1-1430',1,1795136400000,'opened',2,0,0,'session/w1','import','8371c864fa3496419ed4f78b18018a69d75c7e7e91e9d2779b3f2dfb3d8944fc');
INSERT INTO slot_ledger VALUES('h1','w1-1500',1,1795136400000,'opened',2,0,0,'session/w1','import','aa0ce115404485c38124a21e73f9c3d64bc7565b4167b615e662dc854667742f');
INSERT INTO slot_ledger VALUES('h1','p1-0800',1,1795136400000,'opened',2,0,0,'session/p1','import','3b74ff2093d0e7eef284922e9121201d37d4129aea41c381f96ced6c482adffe');
INSERT INTO slot_ledger VALUES('h1','p1-0830',1,1795136400000,'opened',2,0,0,'session/p1','import','a37f8f8a0ff135e45a5a7e36cf7a28e728242cdc288ad482ca17a6bca6827732');
INSERT INTO slot_ledger VALUES('h1','p1-0900',1,1795136400000,'opened',2,0,0,'session/p1','import','790e5ec57f17a102ee4a486c8d1fa079585a0cbee16416124d9f0c3173b62729');
INSERT INTO slot_ledger VALUES('h1','p1-0930',1,1795136400000,'opened',2,0,0,'session/p1','import','d7dfecb1f626d69495a55de4015e226620d349d9755e8245506bd5c2a0248241');
INSERT INTO slot_ledger VALUES('h1','g1-0800',1,1795136400000,'opened',2,0,0,'session/g1','import','6c25cc0b1da025bf1e8352ecc2b1846c8801bc701138740209353b8dc8026b9c');
INSERT INTO slot_ledger VALUES('h1','g1-0830',1,1795136400000,'opened',2,0,0,'session/g1','import','80e4980aed480727034c290ddb20073b3453bba5a8bb88a314e1b5d5fcfa685d');
INSERT INTO slot_ledger VALUES('h1','g1-0900',1,1795136400000,'opened',2,0,0,'session/g1','import','a44427d1c5edd29f2ef7c8c9a71025b1336fe5f134c3ed56e9d4b1c80784863f');
INSERT INTO slot_ledger VALUES('h1','g1-0930',1,1795136400000,'opened',2,0,0,'session/g1','import','ecc2a164648df365dc3cad346b18dc42c3a8240a1cac0304cc889935155e2231');
INSERT INTO slot_ledger VALUES('h1','t1-0800',1,1795136400000,'opened',2,0,0,'session/t1','import','19688c3fcd457c95b5cad4eeb0faa70ecf346e59ed0b4b5d4a7a0d875c7db21c');
INSERT INTO slot_ledger VALUES('h1','t1-0830',1,1795136400000,'opened',2,0,0,'session/t1','import','56e645f70198272d2fee57e71e09a54d5d4273c099413e398a0c1cb4711e4df0');
INSERT INTO slot_ledger VALUES('h1','t1-0900',1,1795136400000,'opened',2,0,0,'session/t1','import','3e77af73d7b6726fbcefb0a0375e626953360540abec74e9678ce1e75022cdce');
INSERT INTO slot_ledger VALUES('h1','t1-0930',1,1795136400000,'opened',2,0,0,'session/t1','import','b5b440ea3c2a0c35b7560c7e8d67e2b74aefd49678f3d8f82acfaffb5ebb5bcc');
INSERT INTO slot_ledger VALUES('h1','stopped-1330',1,1795136400000,'opened',2,0,0,'session/stopped','import','2827eb240b5f91be7a92c5f1da0d5cd483e69a55ccb7bdc891ee3d9857fe1602');
INSERT INTO slot_ledger VALUES('h1','stopped-1400',1,1795136400000,'opened',2,0,0,'session/stopped','import','62132aaf43ce8a8de4d09329e31f909812bb8ec25e89b590fde5d271ab804ba4');
INSERT INTO slot_ledger VALUES('h1','stopped-1430',1,1795136400000,'opened',2,0,0,'session/stopped','import','308d132ede164a055f3bef773f0d72c2b08e481600ee53967fe19a9ff1d6c43c');
INSERT INTO slot_ledger VALUES('h1','stopped-1500',1,1795136400000,'opened',2,0,0,'session/stopped','import','53b0d9cead32d0250e7d0ecdd355ac00e8019800067a438ae9cf26f859979520');
INSERT INTO slot_ledger VALUES('h1','later-1800',1,1795136400000,'opened',2,0,0,'session/later','import','85a380e5653e60e0ebd0a1a7fc83b11130b9c2f81441991bb034f138f96c472a');
INSERT INTO slot_ledger VALUES('h1','later-1830',1,1795136400000,'opened',2,0,0,'session/later','import','0141352afc9aca940cca0007107aa0df5f9934fcc76d914b2d1968f4cc09831b');
INSERT INTO slot_ledger VALUES('h1','later-1900',1,1795136400000,'opened',2,0,0,'session/later','import','a9a9c1b89f89db9145ab612fa3c66f35c89cce9a51e58e7ef349ad1bff1eb0d1');
INSERT INTO slot_ledger VALUES('h1','later-1930',1,1795136400000,'opened',2,0,0,'session/later','import','69e85ce9beabd3e8137e76421c6e20f6221e16b23c5503347b90c58542abef78');
INSERT INTO slot_ledger VALUES('h1','full-0800',1,1795136400000,'opened',2,0,2,'session/full','import','1e99e5bf034099100ff6619b652cf7c52d9d7561b1fbc4de4ea6fb476ea8978e');
INSERT INTO slot_ledger VALUES('h1','today-0800',1,1795136400000,'opened',2,0,0,'session/today','import','5fbc5456ca03967fb80bfd8a1ee85841032f0113e4d3cbb9527c1f899bc2b625');
INSERT INTO slot_ledger VALUES('h1','today-0830',1,1795136400000,'opened',2,0,0,'session/today','import','c117841e2783359d462597880cb1b98d9c00505b22af32eda63f957b54c2dc52');
INSERT INTO slot_ledger VALUES('h1','today-0900',1,1795136400000,'opened',2,0,0,'session/today','import','a795ff82f57dad72d45230c8713355f8d2419bbb6b50de2743b6094f0c973626');
INSERT INTO slot_ledger VALUES('h1','today-0930',1,1795136400000,'opened',2,0,0,'session/today','import','0debb42fc87f306291bc36a51906998301effc29773150899efdefac2351c9bc');
INSERT INTO slot_ledger VALUES('h1','m1-0800',2,1795136400000,'booked',0,0,1,'appointment/01M7V7FAM0BK0NYXP887719SDS','account/01M7V7FAM0BK0NYXKFZD9PMJJF','e824233dd1f846433973e11c6ded5996699a49f72017ff9cd185b4b67ebc3716');
INSERT INTO slot_ledger VALUES('h1','t1-0800',2,1795136400000,'booked',0,0,1,'appointment/01M7V7FAM0BK0NYXS1FKB0R071','account/01M7V7FAM0BK0NYXKFZD9PMJJF','dec95adea6598a03039ec79597d07296549f270fa18cb610e259433df86723d0');
INSERT INTO slot_ledger VALUES('h1','w1-1330',2,1795136460000,'booked',0,0,1,'appointment/01M7V7FAM0BK0NYXP887719SDS','account/01M7V7FAM0BK0NYXKFZD9PMJJF','48c8c58e04abf6b09d43e5cdc41fa6cfa08e893bfe13c722e4d8e2345ba99ddd');
INSERT INTO slot_ledger VALUES('h1','m1-0800',3,1795136460000,'moved_away',0,0,-1,'appointment/01M7V7FAM0BK0NYXP887719SDS','account/01M7V7FAM0BK0NYXKFZD9PMJJF','0e9a5a128c7d6fbb87d22dedfe6b0f676c49688a5e65e5f08cf287df4703e878');
INSERT INTO slot_ledger VALUES('h1','t1-0800',3,1795136520000,'cancelled',0,0,-1,'appointment/01M7V7FAM0BK0NYXS1FKB0R071','account/01M7V7FAM0BK0NYXKFZD9PMJJF','cff626b2fa592d9b9ee08e617364606a206a4cb30ce5cf63bf49a9a7e7022b0a');
INSERT INTO slot_ledger VALUES('h1','m1-0900',2,1795136400000,'held',0,1,0,'hold/01M7V7JZT08JE3YY9383NRTC5V','conversation/c2','ab92ba432bf29a5bc88c64d8898a50679276ce96cf5068dc60a5499d0498a6ae');
CREATE TABLE account (
    hospital TEXT NOT NULL REFERENCES hospital (code),
    id TEXT NOT NULL,
    phone_sealed BYTEA NOT NULL,
    phone_hash TEXT NOT NULL CHECK (length(phone_hash) = 64),
    masked_phone TEXT NOT NULL,
    language TEXT NOT NULL,
    opened_at BIGINT NOT NULL CHECK (opened_at = CAST(opened_at AS BIGINT)),
    PRIMARY KEY (hospital, id));
INSERT INTO account VALUES('h1','01M7V7FAM0BK0NYXKFZD9PMJJF',X'16234d610cd867362c9005077649487e1b1660e130f5ec9eac4e79761eaa5bddf210feac8ccb09','bbb4335bc68d476410212e8767a16e9a4a883c8ac6ab627d27de331c8953ffa9','138****0001','zh',1795136400000);
CREATE TABLE patient (
    hospital TEXT NOT NULL REFERENCES hospital (code),
    id TEXT NOT NULL,
    name TEXT NOT NULL CHECK (length(name) > 0),
    birth_date TEXT CHECK (length(birth_date) = 10),
    sex TEXT CHECK (sex IN ('male', 'female')),
    id_number_sealed BYTEA,
    id_number_hash TEXT CHECK (length(id_number_hash) = 64),
    registered_at BIGINT NOT NULL CHECK (registered_at = CAST(registered_at AS BIGINT)),
    PRIMARY KEY (hospital, id));
INSERT INTO patient VALUES('h1','01M7V7FAM0BK0NYXMMGVFXJS8E','王小明',NULL,'female',NULL,NULL,1795136400000);
CREATE TABLE account_patient (
    hospital TEXT NOT NULL,
    account TEXT NOT NULL,
    patient TEXT NOT NULL,
    relation TEXT NOT NULL,
    position BIGINT NOT NULL CHECK (position = CAST(position AS BIGINT)),
    PRIMARY KEY (hospital, account, patient),
    FOREIGN KEY (hospital, account) REFERENCES account (hospital, id),
    FOREIGN KEY (hospital, patient) REFERENCES patient (hospital, id));
INSERT INTO account_patient VALUES('h1','01M7V7FAM0BK0NYXKFZD9PMJJF','01M7V7FAM0BK0NYXMMGVFXJS8E','self',0);
CREATE TABLE one_time_code (
    hospital TEXT NOT NULL REFERENCES hospital (code),
    id TEXT NOT NULL,
    phone_hash TEXT NOT NULL CHECK (length(phone_hash) = 64),
    address_hash TEXT CHECK (length(address_hash) = 64),
    conversation TEXT NOT NULL,
    code_hash TEXT NOT NULL CHECK (length(code_hash) = 64),
    state TEXT NOT NULL CHECK (state IN ('open', 'used', 'over')),
    tries BIGINT NOT NULL CHECK (tries = CAST(tries AS BIGINT) AND tries >= 0 AND tries <= 5),
    issued_at BIGINT NOT NULL CHECK (issued_at = CAST(issued_at AS BIGINT)),
    expires_at BIGINT NOT NULL CHECK (expires_at = CAST(expires_at AS BIGINT)),
    PRIMARY KEY (hospital, id));
INSERT INTO one_time_code VALUES('h1','01M7V7FAM0BK0NYXE6T2SCEXHK','bbb4335bc68d476410212e8767a16e9a4a883c8ac6ab627d27de331c8953ffa9',NULL,'c-13800000001','be32113809ef08ee86057ed74ef9eb6de414b5872a24de5ffd18d77b0bd41325','used',1,1795136400000,1795136700000);
CREATE TABLE hold (
    hospital TEXT NOT NULL,
    id TEXT NOT NULL,
    slot TEXT NOT NULL,
    conversation TEXT NOT NULL,
    address_hash TEXT CHECK (length(address_hash) = 64),
    state TEXT NOT NULL CHECK (state IN ('pending', 'posted', 'voided', 'expired')),
    made_at BIGINT NOT NULL CHECK (made_at = CAST(made_at AS BIGINT)),
    expires_at BIGINT NOT NULL CHECK (expires_at = CAST(expires_at AS BIGINT)),
    settled_at BIGINT CHECK (settled_at = CAST(settled_at AS BIGINT)),
    PRIMARY KEY (hospital, id),
    FOREIGN KEY (hospital, slot) REFERENCES slot (hospital, id),
    CHECK ((state = 'pending') = (settled_at IS NULL)));
INSERT INTO hold VALUES('h1','01M7V7JZT08JE3YY9383NRTC5V','m1-0900','c2','1e86cc065487b5f15f4c4d5c8ebf10e153f5ee667e68cc46d241bf42139b5ada','pending',1795136400000,1795136700000,NULL);
CREATE TABLE appointment (
    hospital TEXT NOT NULL,
    id TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('booked', 'arrived', 'ready', 'in_consultation', 'completed',
        'cancelled', 'no_show', 'entered_in_error')),
    patient TEXT NOT NULL,
    account TEXT NOT NULL,
    slot TEXT NOT NULL,
    session TEXT NOT NULL,
    campus TEXT NOT NULL,
    starts_at BIGINT NOT NULL CHECK (starts_at = CAST(starts_at AS BIGINT)),
    ends_at BIGINT NOT NULL CHECK (ends_at = CAST(ends_at AS BIGINT)),
    serial BIGINT NOT NULL CHECK (serial = CAST(serial AS BIGINT) AND serial >= 1),
    visit_code TEXT NOT NULL CHECK (length(visit_code) = 8),
    sequence BIGINT NOT NULL CHECK (sequence = CAST(sequence AS BIGINT) AND sequence >= 0),
    rule_version TEXT NOT NULL,
    booked_at BIGINT NOT NULL CHECK (booked_at = CAST(booked_at AS BIGINT)),
    events BIGINT NOT NULL CHECK (events = CAST(events AS BIGINT) AND events >= 1),
    PRIMARY KEY (hospital, id),
    FOREIGN KEY (hospital, patient) REFERENCES patient (hospital, id),
    FOREIGN KEY (hospital, account) REFERENCES account (hospital, id),
    FOREIGN KEY (hospital, slot) REFERENCES slot (hospital, id),
    FOREIGN KEY (hospital, session) REFERENCES clinic_session (hospital, id),
    FOREIGN KEY (hospital, campus) REFERENCES campus (hospital, code));
INSERT INTO appointment VALUES('h1','01M7V7FAM0BK0NYXP887719SDS','booked','01M7V7FAM0BK0NYXMMGVFXJS8E','01M7V7FAM0BK0NYXKFZD9PMJJF','w1-1330','w1','west',1795411800000,1795413600000,1,'YZ2ZCAMT',1,'1',1795136400000,2);
INSERT INTO appointment VALUES('h1','01M7V7FAM0BK0NYXS1FKB0R071','cancelled','01M7V7FAM0BK0NYXMMGVFXJS8E','01M7V7FAM0BK0NYXKFZD9PMJJF','t1-0800','t1','east',1795478400000,1795480200000,1,'3V2TZVTB',0,'1',1795136400000,2);
CREATE TABLE appointment_event (
    hospital TEXT NOT NULL,
    appointment TEXT NOT NULL,
    number BIGINT NOT NULL CHECK (number = CAST(number AS BIGINT) AND number >= 1),
    at BIGINT NOT NULL CHECK (at = CAST(at AS BIGINT)),
    kind TEXT NOT NULL,
    from_status TEXT,
    to_status TEXT NOT NULL,
    slot TEXT NOT NULL,
    session TEXT NOT NULL,
    serial BIGINT NOT NULL CHECK (serial = CAST(serial AS BIGINT) AND serial >= 1),
    takes_serial BIGINT NOT NULL CHECK (takes_serial IN (0, 1)),
    sequence BIGINT NOT NULL CHECK (sequence = CAST(sequence AS BIGINT) AND sequence >= 0),
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (hospital, appointment, number),
    FOREIGN KEY (hospital, appointment) REFERENCES appointment (hospital, id),
    FOREIGN KEY (hospital, slot) REFERENCES slot (hospital, id));
INSERT INTO appointment_event VALUES('h1','01M7V7FAM0BK0NYXP887719SDS',1,1795136400000,'book',NULL,'booked','m1-0800','m1',1,1,0,'account/01M7V7FAM0BK0NYXKFZD9PMJJF','');
INSERT INTO appointment_event VALUES('h1','01M7V7FAM0BK0NYXS1FKB0R071',1,1795136400000,'book',NULL,'booked','t1-0800','t1',1,1,0,'account/01M7V7FAM0BK0NYXKFZD9PMJJF','');
INSERT INTO appointment_event VALUES('h1','01M7V7FAM0BK0NYXP887719SDS',2,1795136460000,'reschedule','booked','booked','w1-1330','w1',1,1,1,'account/01M7V7FAM0BK0NYXKFZD9PMJJF','');
INSERT INTO appointment_event VALUES('h1','01M7V7FAM0BK0NYXS1FKB0R071',2,1795136520000,'cancel','booked','cancelled','t1-0800','t1',1,0,0,'account/01M7V7FAM0BK0NYXKFZD9PMJJF','ill');
CREATE TABLE idempotency_key (
    hospital TEXT NOT NULL REFERENCES hospital (code),
    scope TEXT NOT NULL,
    request_key TEXT NOT NULL CHECK (length(request_key) > 0),
    fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
    appointment TEXT NOT NULL,
    event BIGINT NOT NULL CHECK (event = CAST(event AS BIGINT) AND event >= 1),
    at BIGINT NOT NULL CHECK (at = CAST(at AS BIGINT)),
    PRIMARY KEY (hospital, scope, request_key));
INSERT INTO idempotency_key VALUES('h1','01M7V7FAM0BK0NYXKFZD9PMJJF','FFE22353-2754-433A-9F58-1FDECD2ACE5F','da8e23ff248e10ebaf1f45b800b25092c543dad5bba3d35f8cff8b41cafe1b98','01M7V7FAM0BK0NYXP887719SDS',1,1795136400000);
INSERT INTO idempotency_key VALUES('h1','01M7V7FAM0BK0NYXKFZD9PMJJF','951A4E8D-8FBB-4236-8E01-B985C3ECFD75','622cfb9e4117a5dd5fb93c6988856d7bb9a092344e52ec1fe38a031b0266acbf','01M7V7FAM0BK0NYXS1FKB0R071',1,1795136400000);
INSERT INTO idempotency_key VALUES('h1','01M7V7FAM0BK0NYXKFZD9PMJJF','m','ee2d078a884238b652f6be072062f4bddcc5734162e226724835d427af86d9dc','01M7V7FAM0BK0NYXP887719SDS',2,1795136460000);
INSERT INTO idempotency_key VALUES('h1','01M7V7FAM0BK0NYXKFZD9PMJJF','x','0157bb6aa0d0d226ebf6323b18a3d56f7ad2158692bba74162c33e7f0d243234','01M7V7FAM0BK0NYXS1FKB0R071',2,1795136520000);
CREATE TABLE conversation (
    hospital TEXT NOT NULL,
    id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    channel TEXT NOT NULL,
    client_key TEXT,
    resume_hash TEXT,
    state BYTEA NOT NULL,
    turns BIGINT NOT NULL CHECK (turns = CAST(turns AS BIGINT) AND turns >= 0),
    version BIGINT NOT NULL CHECK (version = CAST(version AS BIGINT)),
    opened_at BIGINT NOT NULL CHECK (opened_at = CAST(opened_at AS BIGINT)),
    changed_at BIGINT NOT NULL CHECK (changed_at = CAST(changed_at AS BIGINT)),
    PRIMARY KEY (hospital, id));
CREATE TABLE turn (
    hospital TEXT NOT NULL,
    conversation TEXT NOT NULL,
    number BIGINT NOT NULL CHECK (number = CAST(number AS BIGINT) AND number >= 1),
    message_id TEXT,
    text_hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    answer BYTEA NOT NULL,
    at BIGINT NOT NULL CHECK (at = CAST(at AS BIGINT)),
    PRIMARY KEY (hospital, conversation, number),
    FOREIGN KEY (hospital, conversation) REFERENCES conversation (hospital, id));
CREATE TABLE outbox (
    hospital TEXT NOT NULL REFERENCES hospital (code),
    id TEXT NOT NULL,
    unique_key TEXT NOT NULL,
    at BIGINT NOT NULL CHECK (at = CAST(at AS BIGINT)),
    kind TEXT NOT NULL,
    phone_sealed BYTEA NOT NULL,
    body_sealed BYTEA NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'cancelled')),
    attempts BIGINT NOT NULL CHECK (attempts = CAST(attempts AS BIGINT) AND attempts >= 0),
    subject TEXT NOT NULL,
    PRIMARY KEY (hospital, id));
INSERT INTO outbox VALUES('h1','01M7V7FAM0BK0NYXFZNSEK7QNM','code/01M7V7FAM0BK0NYXE6T2SCEXHK',1795136400000,'code',X'04a3ac04709464edc889101f4bdf574e171f54c637b6140c23077ebd9b13e3990b0f394a09424b',X'906f47e6655140c6aa7205345c88b0ca9d486828c89ab7d217137d6d74996ffe7fbe49e7d9808ba085b942521de5f3b99f1e4312404198d2ceffdc1a7c8dba6d9327efa60ff0b71cab8ac30537c5521d6437bd7661968f9086727a32d81620ad5347fd8f3ed4d6181675437bb9ee0db9d3cfaa82ad662cc92a923685d6','waiting',0,'conversation/c-13800000001');
INSERT INTO outbox VALUES('h1','01M7V7FAM0BK0NYXRC3DQG0BH4','appointment/01M7V7FAM0BK0NYXP887719SDS/1',1795136400000,'confirmation',X'570b61b61e2b04df017f659e00046b828589b4972cc4b9914544470b7ca732d8dda6a2f0341568',X'9dc7a813c9ee8ee557fb42e453c8448dcad2056ff607f244f259df5e491318bd207c710c3b5c94c3969562b478e8af17a89968913ba100501058c6536745c5e2c045c8ff2b9101c59faab78e187a102d97b22374de75f9a90c2ebf95560c39867a7e2f8034ebf75bbbf5f903a99849cb8e3c298ddbd08a74b1e9d0f76164a527c601f1864f1022692d1b91422a1bfbc631303ae7d2b6eb389e10d07413c238d731b64fb3e5f93f6ed163eecf362225d5406d34bf2344dcde','waiting',0,'appointment/01M7V7FAM0BK0NYXP887719SDS');
INSERT INTO outbox VALUES('h1','01M7V7FAM0BK0NYXVRQVRXE69R','appointment/01M7V7FAM0BK0NYXS1FKB0R071/1',1795136400000,'confirmation',X'fc9df5da0a65c0dc1614dab2184509391b35382168cbffaaaa5c6f4e0b31bb4b901cbf267edf09',X'396e4b28d2d370472cc1def6fb1517949d010e3f97ca1824a47b980e745405a3b33b69dc8900940c5f5cf1ef85cede984ad495a8a3581b03d09d86e2d7a55e4d8e0f13a13d57769c56efe58fb445a2e21cdd104d43e366dbd1df29885befd5834ee6ad99256be48bdb44abb210ef032dfe341b00dcf1d1c58a8decdf83d89af59f77160c5a055c294d4e7f831af2b369e1edcce9a23f0be41530a9fea07b658b9b2082e39c2fa094a2c123a422ee1fd50a7cc1beb9d659cb','waiting',0,'appointment/01M7V7FAM0BK0NYXS1FKB0R071');
INSERT INTO outbox VALUES('h1','01M7V7H570CM40GWB26GSF9GX3','appointment/01M7V7FAM0BK0NYXP887719SDS/2',1795136460000,'reschedule',X'fd17e4dcb516d273a2263202e10ff9c4189dec1bdac4193c48db49b8befdbd64a83cea525e1d8a',X'9f56177c2ed3e5dd6aa1f52f3292755d1b1eff7cb1a9768ac9d643a9ed321b9a4d74889d208fc64e9446d3085d03de90236854422a5efc4155ceb9aa99a03aa80cfacbc759d18b202fe6edc370a97ddbba135b5d901f40701f182a498d325547c26d35641676c76c2cd0e344c7bc9277985dd44ceb8557cf2d81ca5e07619a31d03a59a8b18dcbc42c7a5d9adc21726a79b82b9b9e2b687b8b908e75fb0b237a038fdf320c3a6e5edc7a89aa6c348d00fa703ee54a','waiting',0,'appointment/01M7V7FAM0BK0NYXP887719SDS');
INSERT INTO outbox VALUES('h1','01M7V7JZT08JE3YY7YGXMAMHZ6','appointment/01M7V7FAM0BK0NYXS1FKB0R071/2',1795136520000,'cancellation',X'8e00d58991c60f87eb485cb4d6d9c2c1976ad573b976b303dcc370c01a6bf27026cab384e1b8ea',X'b739b99ed9275e78bf9e565466eab7f03b2224866a118f68a859639e740540c20de75d47e0eee1e43dcd2bd6a26f203e33fcbfab41ffb7de8925a7baaf44936d0f227ac076647a44e70beb2ea23a7370b46dd85c4089f9c54df758c4bab117cc836387e2093e3dc73af6b253805f0384af51b9019ce1a516780244757fcea7','waiting',0,'appointment/01M7V7FAM0BK0NYXS1FKB0R071');
CREATE TABLE audit_chain (
    hospital TEXT NOT NULL REFERENCES hospital (code),
    chain BIGINT NOT NULL CHECK (chain = CAST(chain AS BIGINT) AND chain >= 0),
    records BIGINT NOT NULL CHECK (records = CAST(records AS BIGINT) AND records >= 0),
    PRIMARY KEY (hospital, chain));
INSERT INTO audit_chain VALUES('h1',8,2);
INSERT INTO audit_chain VALUES('h1',6,1);
INSERT INTO audit_chain VALUES('h1',7,1);
INSERT INTO audit_chain VALUES('h1',10,1);
INSERT INTO audit_chain VALUES('h1',1,1);
CREATE TABLE audit_record (
    hospital TEXT NOT NULL,
    chain BIGINT NOT NULL CHECK (chain = CAST(chain AS BIGINT)),
    number BIGINT NOT NULL CHECK (number = CAST(number AS BIGINT) AND number >= 1),
    at BIGINT NOT NULL CHECK (at = CAST(at AS BIGINT)),
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    reason TEXT NOT NULL,
    rule_version TEXT NOT NULL,
    conversation TEXT NOT NULL,
    turn BIGINT NOT NULL CHECK (turn = CAST(turn AS BIGINT)),
    channel TEXT NOT NULL,
    link TEXT NOT NULL CHECK (length(link) = 64),
    PRIMARY KEY (hospital, chain, number),
    FOREIGN KEY (hospital, chain) REFERENCES audit_chain (hospital, chain));
INSERT INTO audit_record VALUES('h1',8,1,1795136400000,'account/01M7V7FAM0BK0NYXKFZD9PMJJF','open_account','account/01M7V7FAM0BK0NYXKFZD9PMJJF','phone_proven','','',0,'','65e1c23cb8dbb0efbbbc5c359ef08a05a3b5e597d951dfc98457f65236cc699d');
INSERT INTO audit_record VALUES('h1',6,1,1795136400000,'account/01M7V7FAM0BK0NYXKFZD9PMJJF','register','patient/01M7V7FAM0BK0NYXMMGVFXJS8E','self','','',0,'','c544490c693ea9d2e55974aff7d20c40e4f1d8d5a8b72f6620121eeb7b4b44eb');
INSERT INTO audit_record VALUES('h1',7,1,1795136400000,'account/01M7V7FAM0BK0NYXKFZD9PMJJF','book','appointment/01M7V7FAM0BK0NYXP887719SDS/1','','1','c1',1,'http','e7b08b29b03ff321b5185ca17e1d4993b0712f61d1943ea42451523584aeda98');
INSERT INTO audit_record VALUES('h1',8,2,1795136400000,'account/01M7V7FAM0BK0NYXKFZD9PMJJF','book','appointment/01M7V7FAM0BK0NYXS1FKB0R071/1','','1','c1',1,'http','f1680b790fa8183bd6f3cff37cb5f264c18ea89b46bd8b03790afe097642e829');
INSERT INTO audit_record VALUES('h1',10,1,1795136460000,'account/01M7V7FAM0BK0NYXKFZD9PMJJF','reschedule','appointment/01M7V7FAM0BK0NYXP887719SDS/2','','1','c1',4,'http','e60bb11081b06033e11aeb8a4690d8389ad62851fd6890f561d59ebe16145fc5');
INSERT INTO audit_record VALUES('h1',1,1,1795136520000,'account/01M7V7FAM0BK0NYXKFZD9PMJJF','cancel','appointment/01M7V7FAM0BK0NYXS1FKB0R071/2','ill','1','c1',4,'http','cb9d8a9c28f66867b246a0851906cb0e7cc46c882fb8ad93bd75d04f60332565');
CREATE INDEX clinic_session_by_department ON clinic_session (hospital, department, day);
CREATE INDEX clinic_session_by_practitioner ON clinic_session (hospital, practitioner, day);
CREATE INDEX clinic_session_by_day ON clinic_session (hospital, day);
CREATE UNIQUE INDEX one_slot_per_session_and_start ON slot (hospital, session, start_minute);
CREATE UNIQUE INDEX one_account_per_phone ON account (hospital, phone_hash);
CREATE UNIQUE INDEX one_patient_per_id_number ON patient (hospital, id_number_hash)
WHERE id_number_hash IS NOT NULL;
CREATE UNIQUE INDEX one_owner_per_account ON account_patient (hospital, account) WHERE relation = 'self';
CREATE INDEX one_time_code_by_phone ON one_time_code (hospital, phone_hash, issued_at);
CREATE INDEX one_time_code_by_address ON one_time_code (hospital, address_hash, issued_at)
WHERE address_hash IS NOT NULL;
CREATE UNIQUE INDEX one_open_code_per_phone_and_conversation
ON one_time_code (hospital, phone_hash, conversation) WHERE state = 'open';
CREATE UNIQUE INDEX one_pending_hold_per_conversation_and_slot ON hold (hospital, conversation, slot)
WHERE state = 'pending';
CREATE INDEX pending_hold_by_slot ON hold (hospital, slot, expires_at) WHERE state = 'pending';
CREATE INDEX pending_hold_by_expiry ON hold (hospital, expires_at) WHERE state = 'pending';
CREATE INDEX pending_hold_by_address ON hold (hospital, address_hash)
WHERE state = 'pending' AND address_hash IS NOT NULL;
CREATE UNIQUE INDEX one_live_appointment_per_patient_and_slot ON appointment (hospital, patient, slot)
WHERE status IN ('booked', 'arrived', 'ready', 'in_consultation');
CREATE UNIQUE INDEX one_live_appointment_per_patient_and_session ON appointment (hospital, patient, session)
WHERE status IN ('booked', 'arrived', 'ready', 'in_consultation');
CREATE UNIQUE INDEX one_appointment_per_visit_code ON appointment (hospital, visit_code);
CREATE INDEX appointment_by_account ON appointment (hospital, account, starts_at);
CREATE INDEX appointment_by_patient ON appointment (hospital, patient, starts_at);
CREATE INDEX appointment_by_slot ON appointment (hospital, slot);
CREATE UNIQUE INDEX serial_never_given_twice ON appointment_event (hospital, session, serial)
WHERE takes_serial = 1;
CREATE UNIQUE INDEX one_conversation_per_channel_and_key ON conversation (hospital, channel, client_key)
WHERE client_key IS NOT NULL;
CREATE UNIQUE INDEX one_conversation_per_resume_code ON conversation (hospital, resume_hash)
WHERE resume_hash IS NOT NULL;
CREATE UNIQUE INDEX one_turn_per_message ON turn (hospital, conversation, message_id)
WHERE message_id IS NOT NULL;
CREATE UNIQUE INDEX one_message_per_key ON outbox (hospital, unique_key);
CREATE INDEX waiting_message ON outbox (hospital, id) WHERE state = 'waiting';
CREATE INDEX audit_record_by_target ON audit_record (hospital, target);
COMMIT;
