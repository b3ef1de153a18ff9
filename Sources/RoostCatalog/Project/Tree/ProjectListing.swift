/// The names found in a project, relative to it.
struct ProjectListing: Sendable {
  var files: [String] = []
  var directories: [String] = []
  var others: [String] = []
  var isTruncated = false
}
