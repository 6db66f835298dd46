extension EnglishLexicon {
    /// Words around times: those that may stand inside one, those that make a number beside them plausible, and
    /// those that make it something else.
    static func addSurroundings(_ lexicon: inout LexiconBuilder) {
        lexicon.add(
            .filler, 0,
            """
            um uh er erm hmm hm please pls plz preferably ideally maybe perhaps possibly sometime any_time anytime \
            any_day like say well just only even any either_on your_time local_time my_time some_time time_on \
            somewhere any_time_on anytime_on sometime_on any_date any_time_in let's_say lets_say you_know
            """)
        lexicon.add(.filler, 0, ".. ... ....")
        lexicon.add(
            .cue, 0,
            """
            with if are would will works work's good fine ok okay great best better thanks thank then so because when \
            while do does did can could should i i'd i'll i'm we you he she they them me us our see book booking \
            appointment appointments appt visit slot slots openings available availability free open doctor \
            doc \
            clinic hospital check-up checkup schedule scheduled cancel confirm set put get make \
            take try need want prefer there here has have had be been come coming_in go going works_for suits \
            swing_by drop_by stop_by come_by pop_by anything something somebody anyone someone meeting meet see_you session yes yeah yep sure \
            right that it and_then also too again as at_all how what which who works_best possible up unless though
            """)
        // What follows "move it from" and "to" are two times, not a range.
        lexicon.add(
            .cue, 1,
            """
            move moved moving change changed changing reschedule rescheduled rescheduling switch swap push bump \
            postpone
            """
        )
        lexicon.add(.title, 0, "dr dr. mr mr. mrs mrs. ms ms. miss prof prof. professor nurse sister auntie uncle")
        // A number in front of one of these counts it.
        lexicon.add(
            .quantityNoun, 0,
            """
            dollars dollar usd bucks yuan rmb euros euro eur gbp pounds pound lbs lb kilos kg kgs cm ft feet inch \
            inches \
            mm miles mile mi degrees degree percent pct mg mcg ml mmol pills pill tablets tablet doses dose capsules \
            times people persons person patients patient kids children adults adult stars star points point pages \
            floors rooms beds letters digits options choices doctors nurses questions appointments visits siblings \
            peeps seats tickets items copies c f cc units drops puffs metres meters km steps cups weeks_pregnant \
            months_pregnant months_old years_old year_old year-old years-old yrs_old y/o yo month_old day_old days_old \
            week_old weeks_old month-old years_of_age yr_old cigarettes drinks sessions beats bpm gb mb% of_them \
            of_us guests passengers
            """)
        // A number or ordinal behind or in front of one of these names it.
        lexicon.add(
            .numberedNoun, 0,
            """
            room rm building bldg floor flr ward bed gate window counter desk line bus route unit suite apartment apt \
            house street st. avenue ave road rd. version ver bay door level lane exit platform terminal station table \
            extension ext box no. number nr num ticket queue token id zip postcode code chapter section figure grade \
            class stage phase type page item channel option choice opinion visit_number trimester language prize place \
            cousin child baby opinion's half-brother grader step try_at attempt wing block tower zone team
            """)
        lexicon.add(
            .other, 0,
            """
            24/7 24x7 second_opinion second_floor first_floor third_floor second_hand second_time first_time \
            third_time \
            first_name last_name next_of_kin first_aid one_moment one_sec a_moment \
            just_a_minute just_a_second wait_a_minute wait_a_second hold_on_a_second half_price this_one that_one \
            which_one the_one good_one last_resort next_to next_door at_first first_of_all day_care day_surgery \
            daycare last_but_not_least last_minute last-minute second_thought second_child every_other first_choice \
            second_choice best_time what_time what_day which_day next_time last_time first_visit second_visit \
            next_visit last_visit follow_up new_patient time_off good_morning good_afternoon good_evening good_night \
            good_day have_a_nice_day have_a_good_day nice_day may_i may_we may_be may_not may_have may_need may_want \
            march_on marching at_most one_of one_way two_way one_another in_case in_person \
            in_general in_advance in_order in_fact half_of half_sister half_brother one_more day_by_day \
            day_to_day month_to_month at_work from_home week_by_week day_in_day_out the_other_day on_time in_time \
            as_well_as a_lot a_bit a_little sun_burn sunburn sun_exposure sun_screen sunscreen sun_spot sun_allergy \
            morning_sickness night_sweats night_shift_nurse night_vision night_blindness evening_primrose spring_roll \
            sunday_school day_one second-hand \
            morning-after_pill morning_after_pill heart_rate per_day once_a_day twice_a_day \
            three_times_a_day times_a_day per_week a_week_old once_a_week twice_a_week once_a_month daily weekly monthly
            """)
        lexicon.add(.more, 0, "more")
        lexicon.add(.stop, 0, "|")
    }
}
