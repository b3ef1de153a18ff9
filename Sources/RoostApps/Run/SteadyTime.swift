/// Seconds on a clock that nobody sets: for counting, and never stored.
enum SteadyTime {
  private static let origin = ContinuousClock.now

  static var seconds: Double { (ContinuousClock.now - origin).inSeconds }
}
