/**
 * A certificate for `models.office.test` and 10.213.1.3 by an authority of one company, which is not sent along and whose key nobody
 * has kept; and the certificate's own key. For tests, valid for a hundred years from November 2026.
 */
export const BY_PRIVATE_AUTHORITY = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgF69ZPPM0kLv63nLy
qQvLeBY3zZpGxB1ybsU9nHVxZS6hRANCAASKgk7s20v6CDnZQde2tpIg/0qThHmH
A1lHlbfrUmUaZwyMsS9HVDxJvwOtF8ty/TB0MkjIIiqc3D/8IMfGvWo8
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBtTCCAVugAwIBAgIUcj6DKiwTaxkP3XQSUALZ1NHxA+IwCgYIKoZIzj0EAwIw
HDEaMBgGA1UEAwwRT2ZmaWNlIFByaXZhdGUgQ0EwIBcNMjYxMTIxMTI0NDIzWhgP
MjEyNjEwMjgxMjQ0MjNaMB0xGzAZBgNVBAMMEm1vZGVscy5vZmZpY2UudGVzdDBZ
MBMGByqGSM49AgEGCCqGSM49AwEHA0IABIqCTuzbS/oIOdlB17a2kiD/SpOEeYcD
WUeVt+tSZRpnDIyxL0dUPEm/A60Xy3L9MHQySMgiKpzcP/wgx8a9ajyjeDB2MCkG
A1UdEQQiMCCCEm1vZGVscy5vZmZpY2UudGVzdIcEfwAAAYcECtUBAzAJBgNVHRME
AjAAMB0GA1UdDgQWBBSeRdzIConrSbMTOoiThn+heIYTzzAfBgNVHSMEGDAWgBSa
f6LGwPxpzA2SzNdVATfQd7j5ljAKBggqhkjOPQQDAgNIADBFAiBELGfLrOfnz9dv
l3LTQTTmJiKVvJLADZUSpTqc1KqZmAIhAMlXBGbL4W5B3HNazzXAYq/Fv5JtEJc4
yHvrI9gAt8BS
-----END CERTIFICATE-----
`,
};
