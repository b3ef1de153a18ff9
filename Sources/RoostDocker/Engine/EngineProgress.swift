/// One document of the stream that the engine answers long work with.
struct EngineProgress: Sendable, Decodable, Equatable {
  struct Detail: Sendable, Decodable, Equatable {
    var current: Int64?
    var total: Int64?
  }

  /// `Downloading`, `Loaded image: ...`
  var status: String?
  /// Lines of a build.
  var stream: String?
  /// The part it is about.
  var id: String?
  var progressDetail: Detail?
  /// Why the work ended. The status of the answer was sent before and says nothing.
  var error: String?
}
