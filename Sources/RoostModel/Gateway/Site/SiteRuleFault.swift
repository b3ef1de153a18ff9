/// Why a line of `_redirects` or `_headers` is left out.
enum SiteRuleFault: Error, Equatable {
  case lineTooLong, tooManyRules
  case path(PathRuleFault)
  case destinationMissing, destinationName(String), otherHost, toItself
  case status, condition(String)
  case fieldBeforePath, field, fieldName(String), fieldValue, fieldRefused(String), tooManyFields

  static func pattern(_ text: Substring) throws(SiteRuleFault) -> PathPattern {
    do throws(PathRuleFault) { return try PathPattern(parsing: text) } catch { throw .path(error) }
  }

  static func template(_ text: Substring) throws(SiteRuleFault) -> PathTemplate {
    do throws(PathRuleFault) { return try PathTemplate(parsing: text) } catch { throw .path(error) }
  }

  var sentence: String {
    switch self {
    case .lineTooLong: "is longer than \(SiteRules.maximumLine) bytes"
    case .tooManyRules: "is one rule too many: \(SiteRules.maximumRules) are read"
    case .path(let fault): fault.sentence
    case .destinationMissing: "does not say where the path leads"
    case .destinationName(let name): "uses :\(name), which its path does not name"
    case .otherHost: "serves files of another host as its own, which is not done here; redirect to it, or deploy an app for it"
    case .toItself: "leads to itself"
    case .status: "has a status other than 200, 301, 302, 303, 307, 308 and 404"
    case .condition(let text): "has the condition \(text), and conditions are not known here"
    case .fieldBeforePath: "is a header before any path"
    case .field: "is not a header: Name: value, with blanks before it"
    case .fieldName(let name): "names \(name), which is not a header's name"
    case .fieldValue: "has a value with characters outside of ASCII or none at all"
    case .fieldRefused(let name): "sets \(name), which is not a site's to set"
    case .tooManyFields: "is one header too many: \(SiteRules.maximumFields) are read for one path"
    }
  }
}
