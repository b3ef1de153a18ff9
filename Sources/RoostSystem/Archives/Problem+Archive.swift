package import RoostModel

extension Problem {
  /// `download.corrupt` for an archive that is not what an honest one looks like. `reason` reads after a colon.
  package static func refusedArchive(_ archive: String, _ reason: String) -> Problem {
    Problem(
      .downloadCorrupt, "\(archive) is not accepted as an archive: \(reason)",
      hint: "run the command again; if it stays like this, check the mirror it comes from: roost runtime info NAME")
  }
}
