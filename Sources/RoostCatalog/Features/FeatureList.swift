package import RoostModel

/// What a list of features asks for, as a file of a team or of an image says it.
package struct FeatureList: Sendable, Equatable {
  /// `nodejs@20`, `python`.
  package var specifiers: [String] = []
  package var scope: InstallScope?
  package var failFast: Bool?
  package var startsServices: Bool?

  package init(specifiers: [String] = []) { self.specifiers = specifiers }

  /// `nodejs@20, python docker`: separated by commas or spaces, as `RUNNER_FEATURES` is.
  package init(words: String) {
    specifiers = words.split { $0 == "," || $0.isWhitespace }.map(String.init)
  }
}
