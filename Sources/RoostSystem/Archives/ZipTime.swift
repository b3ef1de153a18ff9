/// The clock of ZIP archives: local time since 1980 in steps of two seconds. APPNOTE 4.4.6. Pure.
enum ZipTime {
  /// Seconds since 1970, taking it for UTC; the low half of `value` is the time, the high half the date.
  static func seconds(_ value: UInt32) -> Int64 {
    let time = Int64(value & 0xFFFF)
    let date = Int64(value >> 16)
    let day = days(year: 1980 + (date >> 9), month: min(max((date >> 5) & 15, 1), 12), day: max(date & 31, 1))
    return day * 86_400 + (time >> 11) * 3600 + ((time >> 5) & 63) * 60 + (time & 31) * 2
  }

  /// Days since 1970 in the Gregorian calendar, by counting years from March.
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
