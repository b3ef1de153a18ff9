/// What follows the numbers of a Java version: `-ea`, `+9`.
struct JavaSuffix: Hashable, Sendable {
  var isEarlyAccess = false
  var build: Int?

  static let final = JavaSuffix()
  /// Before every other version of the same numbers.
  static let lowest = JavaSuffix(isEarlyAccess: true, build: -1)

  /// A version without a build comes before its first one.
  func compare(_ other: JavaSuffix) -> Int {
    if isEarlyAccess != other.isEarlyAccess { return isEarlyAccess ? -1 : 1 }
    return (build ?? 0) - (other.build ?? 0)
  }
}
