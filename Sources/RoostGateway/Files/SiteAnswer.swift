/// What a site has for a request.
enum SiteAnswer: Sendable {
  /// `isLasting` when everybody who asks for the path gets this file for as long as the site is what it is.
  case file(SiteFile, isLasting: Bool)
  case other(Answer)
}
