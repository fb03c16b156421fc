# azure-hadr as an image: judges recorded previews and exports, and holds no Pulumi CLI.
#   docker build -t azure-hadr .
#   docker run --rm -v "$PWD:/src:ro" azure-hadr check preview.json
FROM node:22-slim AS build
WORKDIR /build
COPY package.json package-lock.json tsconfig.json PulumiPolicy.yaml README.md CHANGELOG.md LICENSE ./
COPY src src
COPY policies policies
COPY rules rules
COPY queries queries
COPY tools tools
COPY schema schema
COPY docs docs
COPY examples examples
COPY integrations integrations
COPY sql sql
COPY templates templates
RUN npm ci --ignore-scripts --no-audit --no-fund
RUN npm run build
RUN mkdir pack && npm pack --ignore-scripts --pack-destination pack

FROM node:22-slim
COPY --from=build /build/pack/ /tmp/pack/
RUN npm install --global --ignore-scripts --no-audit --no-fund /tmp/pack/*.tgz && npm cache clean --force && rm -r /tmp/pack
USER node
WORKDIR /src
ENTRYPOINT ["azure-hadr"]
CMD ["--help"]
