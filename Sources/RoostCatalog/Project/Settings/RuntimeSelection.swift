/// Which versions of which runtime a project asks for, in the words of its author.
package struct RuntimeSelection: Equatable, Sendable {
  /// An identifier or alias.
  package var runtime: String
  package var selector: String

  package init(runtime: String, selector: String) {
    self.runtime = runtime
    self.selector = selector
  }
}
