import RoostModel

extension ProjectTree {
  /// A source's text; `nil` for one that is too large or not UTF-8, which is not the one that decides anything, and when
  /// there is none.
  func source(_ path: String) throws(Problem) -> String? {
    do throws(Problem) {
      return try text(path)
    } catch {
      guard error.code == .projectFileRefused else { throw error }
      return nil
    }
  }
}
