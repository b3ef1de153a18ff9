/// How large a head may be.
package struct HeadLimits: Sendable {
  /// Of the whole head, with the blank line.
  package var bytes = 32_768
  package var fields = 100
  /// Of path and query.
  package var target = 8_192

  package init() {}
}
