/// Something that happened to files of an environment that are watched.
package enum FileChange: Sendable, Equatable {
  case created(path: String)
  case changed(path: String)
  case removed(path: String)
  /// More happened than could be told: look again at everything.
  case overflow
}
