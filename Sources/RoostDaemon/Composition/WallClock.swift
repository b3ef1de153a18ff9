import FoundationEssentials

/// The one clock whose readings are stored: seconds since 1970.
enum WallClock {
  @Sendable static func now() -> Double { Date().timeIntervalSince1970 }
}
