import FoundationEssentials

/// The wall clock, in seconds since 1970.
enum Now {
  static var seconds: Double { Date.now.timeIntervalSince1970 }
}
