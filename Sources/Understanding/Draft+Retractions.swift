extension Draft {
    /// Mentions that a better reading of the same words takes back, all at once so that long texts stay linear.
    struct Retraction {
        enum Sort {
            /// A rank that is only a form of address.
            case title
            /// A number or time that is a price, a date of birth or a code.
            case number
            /// A department or complaint that is part of a longer complaint.
            case complaint
            /// What a person's name looked like.
            case name
        }

        var range: Range<Int>
        var sort: Sort

        func covers(_ found: Found) -> Bool {
            switch (sort, found.value) {
            case (.title, .title), (.complaint, .department), (.complaint, .symptom): true
            case (.number, _): found.isTimeOrNumber
            case (.name, .doctor), (.name, .unknownDoctor), (.name, .department), (.name, .symptom), (.name, .title),
                (.name, .sex):
                true
            // "Anna" is no misspelt Nana.
            // The 小宝 in 王小宝 is part of the name.
            case (.name, .relation): found.certainty == .repaired || range.lowerBound < found.range.lowerBound
            default: false
            }
        }
    }

    /// Removes what was taken back since the last time.
    mutating func settleRetractions() {
        guard !retractions.isEmpty else { return }
        retractions.sort { $0.range.lowerBound < $1.range.lowerBound }
        var reach: [Int] = []
        for retraction in retractions { reach.append(max(reach.last ?? 0, retraction.range.upperBound)) }
        let all = retractions
        retractions = []
        mentions.removeAll { found in
            var low = 0
            var high = all.count
            while low < high {
                let middle = (low + high) / 2
                if all[middle].range.lowerBound < found.range.upperBound { low = middle + 1 } else { high = middle }
            }
            while low > 0, reach[low - 1] > found.range.lowerBound {
                low -= 1
                if all[low].range.overlaps(found.range), all[low].covers(found) { return true }
            }
            return false
        }
    }
}
