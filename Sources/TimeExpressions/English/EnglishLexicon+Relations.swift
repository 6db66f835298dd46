extension EnglishLexicon {
    static func addRelations(_ lexicon: inout LexiconBuilder) {
        lexicon.add(.of, 0, "of")
        lexicon.add(.at, 0, "at @ how_about what_about")
        lexicon.add(.on, 0, "on")
        lexicon.add(.the, 0, "the my")
        lexicon.add(.inside, 0, "in during")
        lexicon.add(.lasting, 0, "for")
        lexicon.add(.from, 0, "from")
        lexicon.add(.to, 0, "to through thru")
        lexicon.add(
            .until, 0, "until untill till til 'til up_to up_until up_till through_to as_late_as ending ending_with")
        lexicon.add(.between, 0, "between in_between btw betwen")
        lexicon.add(.and, 0, "and & n")
        lexicon.add(.or, 0, "or either")
        lexicon.add(
            .boundPreposition, 0,
            """
            after later_than past_the anytime_after any_time_after later_than_or_at following_the > right_after \
            just_after sometime_after shortly_after soon_after
            """
        )
        lexicon.add(
            .boundPreposition, 1,
            """
            before earlier_than prior_to in_advance_of ahead_of any_time_before anytime_before sometime_before < \
            sooner_than preceding right_before just_before shortly_before
            """)
        lexicon.add(
            .boundPreposition, 2,
            """
            starting starting_from starting_on beginning_on beginning_from commencing as_of no_earlier_than \
            not_earlier_than not_before not_until at_or_after on_or_after after_or_on from_on no_sooner_than as_from \
            not_till can't_until can't_go_until can't_make_it_until can't_come_until cannot_until starts_from \
            at_the_earliest_on earliest_on after_or_equal_to on_or_later_than >=_from as_early_as
            """)
        // Since Monday is since the last one.
        lexicon.add(.boundPreposition, 4, "since ever_since")
        lexicon.add(
            .boundPreposition, 3,
            """
            by no_later_than not_later_than at_the_latest_by on_or_before before_or_on on_or_earlier_than \
            by_the_latest \
            before_or_in before_or_at at_or_before latest_by not_after no_later_then <= on_or_by by_latest
            """)
        lexicon.add(
            .since, 0,
            """
            onward onwards or_later and_later or_after or_thereafter at_the_earliest and_onward \
            and_onwards and_up and_beyond
            """)
        lexicon.add(.until, 0, "at_the_latest or_earlier at_latest tops or_sooner")
        lexicon.add(.within, 0, "within inside_of in_under in_less_than")
        lexicon.add(.fromNow, -1, "ago back before_now")
        lexicon.add(
            .fromNow, 1,
            """
            from_now hence in_the_future after_now time after_that out \
            starting_now starting_today from_the_present
            """)
        // Behind a length it counts on; alone it asks for an order.
        lexicon.add(.fromNow, 2, "later")
        lexicon.add(.more, 1, "more_than over at_least")
        lexicon.add(
            .roughly, 0,
            """
            around about approximately approx roughly circa near close_to ~ or_so ish_or_so approx. \
            some_time_around sometime_around somewhere_around more_or_less thereabouts give_or_take
            """
        )
        lexicon.add(
            .except, 0,
            """
            except except_for except_on instead_of rather_than other_than apart_from aside_from excluding besides \
            but_not any_day_but \
            any_day_except any_time_but anytime_but anything_but any_time_except anytime_except every_day_but \
            everyday_but everything_but all_but barring just_not any_day_other_than any_other_day_than \
            any_time_other_than outside_of avoiding minus any_weekday_but any_weekday_except any_morning_but but_never
            """)
        lexicon.add(
            .refuse, 0,
            """
            not not_on never not_in avoid don't_want dont_want can't_do cant_do cannot_do can't_make cant_make \
            cannot_make can't_on not_free not_available can't_come_on unavailable not_available_on not_free_on \
            skip nothing_on don't_book rather_not can't_go_on not_the cannot_make_it_on can't_make_it_on \
            i'd_rather_not don't_like no_good_on unavailable_on
            """)
        lexicon.add(
            .refuse, 1,
            """
            doesn't_work doesnt_work won't_work wont_work don't_work dont_work is_no_good are_no_good is_out are_out \
            doesn't_suit doesn't_suit_me is_not_good isn't_good are_not_good aren't_good is_bad are_bad is_impossible \
            isn't_possible is_not_possible doesn't_work_for_me won't_work_for_me don't_work_for_me is_a_no-go is_off \
            isn't_convenient is_not_convenient are_off isn't_an_option is_not_an_option is_busy \
            isn't_good_for_me is_no_good_for_me are_no_good_for_me \
            are_impossible doesn't_fit won't_do is_too_busy is_inconvenient
            """)
        lexicon.add(
            .refuse, 2,
            """
            can't cannot can_not cant i_can't i_cannot i_cant i'm_busy i_am_busy i'm_not_free i'm_not_available busy \
            i'm_at_work i_have_to_work i_can't_come i_can't_make_it i_can't_make i_can't_do i_can't_come_in \
            can't_come can't_come_in i'm_unavailable i'm_away i'm_out_of_town i_work i_won't_be_free \
            i_won't_be_available
            """)
        lexicon.add(.correction, 1, "no")
        lexicon.add(
            .correction, 0,
            """
            wait no_wait sorry i_mean i_meant actually make_that scratch_that or_rather rather correction instead \
            hold_on oops make_it no_sorry sorry_i_mean i_mean_to_say wait_no no_i_mean no_actually actually_no \
            strike_that \
            my_mistake make_it_instead no_no nope better_make_it on_second_thought on_second_thoughts rather_make_it
            """)
        lexicon.add(.copula, 0, "is it's that's that_is it_is but")
        lexicon.add(
            .looseBound, 0,
            """
            not_too_early nothing_too_early not_so_early not_that_early not_very_early not_super_early not_crazy_early \
            not_early not_first_thing nothing_first_thing not_first_thing_in_the_morning nothing_early \
            not_at_the_crack_of_dawn not_the_crack_of_dawn not_terribly_early not_ridiculously_early \
            don't_want_it_too_early don't_want_too_early don't_make_it_too_early isn't_too_early \
            that_isn't_too_early that's_not_too_early not_an_early_one no_early_start no_early_starts not_bright_and_early \
            not_the_first_thing don't_book_it_too_early rather_not_too_early not_too_early_though \
            nothing_super_early nothing_crazy_early nothing_that_early nothing_at_the_crack_of_dawn
            """)
        lexicon.add(
            .looseBound, 1,
            """
            not_too_late nothing_too_late not_so_late not_that_late not_very_late nothing_late \
            don't_want_it_too_late don't_want_too_late don't_make_it_too_late isn't_too_late that_isn't_too_late \
            that's_not_too_late nothing_that_late not_late not_too_late_in_the_day
            """)
        lexicon.add(
            .order, 0,
            """
            asap a.s.a.p. as_soon_as_possible soonest earliest earliest_possible the_earliest the_soonest \
            first_available the_first_available next_available the_next_available as_early_as_possible \
            as_soon_as_you_can as_soon_as_i_can at_your_earliest the_sooner_the_better sooner_the_better \
            the_earlier_the_better earlier_the_better right_away straight_away immediately at_once urgently as_soon_as \
            the_soonest_possible soonest_possible earliest_available the_earliest_available soonest_available \
            the_first_one_available quickest earliest_appointment the_earliest_appointment earliest_time \
            the_earliest_time \
            earliest_opening the_earliest_opening first_appointment the_first_appointment soonest_appointment \
            the_soonest_appointment the_earliest_slot next_opening the_next_opening first_opening the_first_opening \
            the_first_slot first_slot next_free_slot the_next_free earliest_slot the_next_free_slot \
            whenever_is_soonest first_thing \
            right_now_if_possible as_quickly_as_possible without_delay
            """)
        lexicon.add(
            .order, 1,
            """
            latest the_latest as_late_as_possible latest_possible the_latest_possible the_later_the_better \
            later_the_better last_available the_last_available last_slot the_last_slot latest_available \
            the_latest_available latest_slot the_latest_slot latest_appointment the_latest_appointment latest_time \
            the_latest_time the_last_appointment last_appointment
            """)
    }
}
