/// How the end of a body is known.
enum BodyFraming: Equatable {
  case none
  /// That many bytes, at least one.
  case length(Int)
  case chunked
  /// Responses only: until the connection ends.
  case untilClose
}
