/// Words to fill slots with.
enum Names {
  static let first: [Template] = [
    "Mia", "Noah", "Yusuf", "Sofia", "Ingrid", "Chen", "Amara", "Luca", "Priya", "Tomás", "Hannah", "Omar",
    "Zoë",
    "Kenji", "Fatima", "Liam", "Olga", "Diego", "Aisha", "Jürgen", "Chloé", "Mateo", "Nadia", "Ravi", "Emma",
    "Kofi",
    "Elena", "Pavel", "Leila", "Oscar", "Mei", "Ivan", "Sara", "Björn", "Raj", "Lucía", "Anders", "Ines",
    "Hugo", "Tara",
  ]
  static let last: [Template] = [
    "Garcia", "Nguyen", "Kowalski", "Rossi", "Hansen", "Okafor", "Schmidt", "Tanaka", "Patel", "Silva",
    "Brown", "Kim",
    "Novak", "Dubois", "Haddad", "Larsen", "Moreau", "Petrov", "Singh", "Müller", "Costa", "Wang",
    "Johansson", "Ali",
    "Fernández", "Weber", "Sato", "Murphy", "Popescu", "Mensah", "Lopez", "Fischer", "Ivanova", "Ahmed",
    "Jones", "Li",
  ]
  static let cities: [Template] = [
    "Lisbon", "Denver", "Osaka", "Zürich", "Nairobi", "Austin", "Bergen", "Lyon", "Porto", "Seattle",
    "Kraków", "Madrid",
    "Hamburg", "Chicago", "Bangkok", "Toronto", "Oslo", "Milan", "Dublin", "Boston", "Prague", "Sydney",
    "Vienna", "Miami",
  ]
  static let statuses: [Template] = [
    "active", "open", "pending", "confirmed", "closed", "processing", "done", "on_hold",
  ]
  static let services = [
    "core", "billing", "profile", "ledger", "search", "orders", "gateway", "catalog", "notify", "auth",
  ]
  static let zones = [
    "eu-west-1", "us-east-2", "ap-south-1", "prod", "internal", "svc.cluster.local", "example.net",
  ]
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]
  static let models = ["atlas-4-mini", "atlas-4", "corvid-large-2025", "corvid-small", "heron-70b-instruct"]
  static let channels = ["web", "app", "phone", "whatsapp", "email", "ide"]
  static let regions = ["eu", "us", "apac", "latam", "uk"]
  static let outcomesGood = ["resolved", "success", "pass"]
  static let outcomesBad = ["unresolved", "failed", "fail", "escalated"]
}
