extension EnglishLexicon {
    static func addHours(_ lexicon: inout LexiconBuilder) {
        let parts: [(PartOfDay, String)] = [
            (
                .earlyMorning,
                """
                early_morning early-morning early_mornings early-mornings early_in_the_morning early_hours \
                early_hours_of_the_morning the_early_hours_of_the_morning early_am \
                bright_and_early at_dawn daybreak at_sunrise crack_of_dawn small_hours
                """
            ),
            (
                .morning,
                """
                morning mornings mornin morn forenoon late_morning late-morning late_mornings late-mornings \
                late_in_the_morning mid_morning after_breakfast before_lunch before_noon before_midday \
                before_lunchtime before_my_lunch_break a.m._hours
                """
            ),
            (
                .noon,
                """
                lunchtime lunch_time lunch-time lunchtimes lunch_hour lunch_break noontime around_lunch at_lunch \
                over_lunch during_lunch around_lunchtime dinner_break
                """
            ),
            (
                .earlyAfternoon,
                "early_afternoon early-afternoon early_in_the_afternoon right_after_lunch just_after_lunch"
            ),
            (
                .afternoon,
                """
                afternoon afternoons aftrnoon arvo afternoonish late_afternoon late-afternoon late_in_the_afternoon \
                after_lunch after_lunchtime after_my_lunch_break before_dinner mid-late_afternoon
                """
            ),
            (
                .evening,
                """
                evening evenings early_in_the_evening eve evenin early_evening early-evening after_dinner \
                after_supper dinnertime \
                dinner_time suppertime at_dusk at_sunset
                """
            ),
            (
                .night,
                """
                night nights nite late_night late-night late_nights early-night early_night late_evening late-evening \
                nighttime night_time night-time overnight late_at_night late_in_the_evening before_bed bedtime
                """
            ),
            (.daytime, "daytime during_the_day day_time in_the_daytime"),
        ]
        for (part, texts) in parts { lexicon.add(.partOfDay, part.index, texts) }
        lexicon.add(.shortPart, PartOfDay.noon.index, "lunch")
        let days: [(Int, PartOfDay, String)] = [
            (0, .evening, "tonight tonite 2nite tonigt tonght tongiht tonights tonight's"),
            (0, .night, "late_tonight late_tonite"), (0, .evening, "early_tonight"),
            (-1, .night, "last_night late_last_night last_nite"),
        ]
        for (day, part, texts) in days { lexicon.add(.dayWithPart, (day + 8) * 16 + part.index, texts) }
        lexicon.add(.namedHour, 720, "noon midday mid-day mid_day 12_noon noonish high_noon")
        lexicon.add(.namedHour, -1, "this_time same_time the_same_time at_the_same_time")
        lexicon.add(.namedHour, 0, "midnight mid-night")
        lexicon.add(.namedHour, 600, "midmorning mid-morning")
        lexicon.add(.namedHour, 840, "midafternoon mid-afternoon mid_afternoon")
        lexicon.add(
            .endOfDay, 0,
            """
            eod e.o.d cob end_of_business end_of_day end_of_the_day the_end_of_the_day the_end_of_day \
            close_of_business
            """
        )
        lexicon.add(.meridiem, 0, "am a.m a.m. a_m a_m. a._m. a._m in_the_am in_the_a.m.")
        lexicon.add(.meridiem, 1, "pm p.m p.m. p_m p_m. p._m. p._m in_the_pm in_the_p.m.")
        lexicon.add(.meridiem, 2, "ampm am/pm")
        lexicon.add(.shortMeridiem, 1, "p")
        lexicon.add(.hourMark, 0, "h")
        lexicon.add(.oclock, 12, "o'clock oclock o_clock o\"clock o-clock o'clk oclk o’clock")
        lexicon.add(.exactly, 0, "sharp on_the_dot exactly on_the_nose")
        lexicon.add(.ish, 0, "ish -ish")
        lexicon.add(.past, 0, "past")
        lexicon.add(.now, 0, "now right_now at_the_moment just_now at_this_moment this_minute")
        lexicon.add(.workEdge, 0, "work opening opening_time")
        lexicon.add(.workEdge, 1, "closing closing_time")
        lexicon.add(.workEdge, 2, "school")
    }

    static func addFestivals(_ lexicon: inout LexiconBuilder) {
        let names: [(String, String)] = [
            ("newYear", "new_year's_day new_years_day new_year_day new_year new_years new_year's yuandan"),
            ("newYearsEve", "new_year's_eve new_years_eve new_year_eve nye"),
            (
                "springFestival",
                """
                spring_festival chinese_new_year chinese_new_years chinese_new_year's chinese_new_year's_day \
                chinese_lunar_new_year chinese_lunar_new_year's_day lunar_new_year lunar_new_year's_day cny \
                chinese_new_years_day the_spring_festival
                """
            ),
            ("springEve", "chinese_new_year's_eve lunar_new_year's_eve chinese_new_years_eve"),
            ("lantern", "lantern_festival"),
            ("qingming", "tomb-sweeping_day tomb_sweeping_day tomb_sweeping qingming qingming_festival ching_ming"),
            ("dragonBoat", "dragon_boat_festival dragon_boat duanwu dragon-boat_festival"),
            (
                "midAutumn",
                "mid-autumn_festival mid_autumn_festival mid-autumn moon_festival mid-autumn_day mooncake_festival"
            ),
            ("doubleNinth", "double_ninth_festival chongyang double_ninth"), ("qixi", "qixi qixi_festival"),
            ("ghost", "ghost_festival hungry_ghost_festival"),
            ("labour", "may_day international_workers'_day labour_day international_labor_day"),
            ("national", "national_day national_day_holiday chinese_national_day golden_week"),
            ("children", "children's_day childrens_day"), ("teachers", "teachers'_day teacher's_day teachers_day"),
            ("women", "women's_day womens_day international_women's_day"),
            ("thanksgiving", "thanksgiving thanksgiving_day thanks_giving thanks_giving_day turkey_day"),
            ("blackFriday", "black_friday"), ("cyberMonday", "cyber_monday"),
            ("christmas", "christmas christmas_day xmas xmas_day x-mas x'mas christmas_holiday"),
            ("christmasEve", "christmas_eve xmas_eve"), ("boxingDay", "boxing_day"),
            ("easter", "easter easter_sunday"), ("easterMonday", "easter_monday"), ("goodFriday", "good_friday"),
            ("palmSunday", "palm_sunday"), ("valentine", "valentine's_day valentines_day valentine_day valentine's"),
            ("halloween", "halloween hallowe'en halloween_day"),
            ("fools", "april_fools april_fools'_day april_fool's_day"),
            ("mothers", "mother's_day mothers_day mothers'_day mother_day"),
            ("fathers", "father's_day fathers_day fathers'_day father_day"),
            ("mlk", "mlk_day martin_luther_king_day martin_luther_king_jr._day martin_luther_king's_day mlk_jr._day"),
            ("presidents", "presidents'_day presidents_day president's_day president_day washington's_birthday"),
            ("memorial", "memorial_day"), ("independence", "independence_day fourth_of_july"), ("labor", "labor_day"),
            ("columbus", "columbus_day indigenous_peoples'_day"),
            ("veterans", "veterans_day veteran_day veterans'_day veteran's_day"),
            ("stPatrick", "st_patrick's_day st._patrick's_day st_patricks_day saint_patrick's_day st_paddy's_day"),
            ("groundhog", "groundhog_day"), ("earthDay", "earth_day"), ("nurses", "nurses_day nurses'_day"),
            ("singles", "singles'_day singles_day"),
        ]
        for (name, texts) in names { lexicon.add(.festival, Festival.index(name), texts) }
        lexicon.add(.festivalTail, 0, "holiday holidays break vacation")
    }
}
