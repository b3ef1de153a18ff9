import RoostModel

extension Problem {
  static func projectFileTooLarge(_ path: String, limit: Int) -> Problem {
    Problem(
      .projectFileRefused, "\(path) is larger than \(limit >> 10) KiB, too large to be read as a project file",
      hint: "make \(path) smaller; `ls -l \(path)` shows its size")
  }

  static func projectFileUnreadable(_ path: String, _ cause: String) -> Problem {
    Problem(
      .projectFileRefused, "\(path) cannot be read", hint: "make it a regular file that its owner may read: chmod u+r '\(path)'",
      cause: cause)
  }
}
