#!/bin/bash
# The health check of a guide that people follow today, section 5.3, as it stands there.

HOST="${1:-http://127.0.0.1:8000}"

echo "Testing service at $HOST"

echo "[1/2] Testing /v1/models"
if curl --noproxy '*' --fail -s "${HOST}/v1/models" > /dev/null; then
    echo "✅ /v1/models endpoint is working"
else
    echo "❌ /v1/models endpoint failed"
    exit 1
fi

echo "[2/2] Testing /v1/chat/completions"
if curl --noproxy '*' --fail -s "${HOST}/v1/chat/completions" \
  -H 'Content-Type: application/json' \
  -d '{"model":"mh-sft-7b","messages":[{"role":"user","content":"test"}]}' > /dev/null; then
    echo "✅ /v1/chat/completions endpoint is working"
else
    echo "❌ /v1/chat/completions endpoint failed"
    exit 1
fi

echo "🎉 Service is healthy!"
