import RoostSystem

/// What has to be known about a package manager besides its commands.
struct PackageCare: Sendable, Equatable {
  /// Whether it changes anything only for root.
  var needsRoot = true
  /// Locks that its runs hold; paths below the root that is installed on.
  var locks: [PackageLock] = []
  /// A file or directory whose age is that of the package lists; `nil` where the manager minds their age itself.
  var lists: String?
  /// What brings a database that a killed run left behind in order, one after the other. All but the last may fail.
  var mend: [ExternalCommand] = []
  /// Prints what is only half installed, and nothing when all is well.
  var audit: ExternalCommand?
  /// `nil` where it is not told apart, or not known how.
  var marks: PackageMarks?
}

/// How a package manager tells packages that somebody asked for from those that came because others need them.
struct PackageMarks: Sendable, Equatable {
  /// Prints the names of the latter, one a line.
  var list: ExternalCommand
  /// The names follow.
  var automatic: ExternalCommand
  /// The names follow.
  var manual: ExternalCommand
}

/// How a package manager keeps others away while it works.
struct PackageLock: Sendable, Equatable {
  enum Form: Sendable { case record, pidFile }

  /// `record`: a lock of fcntl(2) on the file. `pidFile`: the file holds the number of the process.
  var form: Form
  var path: String
}
