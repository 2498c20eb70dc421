# Builds once, runs without the build tools. SQLite's prebuilt binary comes with its package; no compiler is needed.
# An exact version, and another one for whoever names it: docs/hosting.md says how to pin it by its digest.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim
FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json rolldown.config.ts ./
COPY src ./src
RUN npm run build && npm prune --omit=dev

FROM ${NODE_IMAGE}
ENV NODE_ENV=production
WORKDIR /app
# Beside the bundle for what cannot be bundled, what is binary and the fonts, and for the licences of the rest.
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE ./
COPY content ./content
RUN mkdir data && chown 1000:1000 data
# The image's user "node", as a number: Kubernetes cannot tell from a name that it is not root.
USER 1000:1000
# Mount a volume of your own here: without one, answers go when the container goes.
VOLUME /app/data
EXPOSE 8080
# Alive, not ready: to start the bot anew mends no platform and no database. What wakes somebody up should ask /readyz.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT || 8080}/livez`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Defaults here and not in ENV: a line such as HOST= of an env file would empty them. A small young generation: the bot is idle most of the day, and
# a quarter of its memory would be room for garbage.
CMD ["sh", "-c", "HOST=\"${HOST:-0.0.0.0}\" HEALTH_PORT=\"${HEALTH_PORT:-8080}\" exec node --max-semi-space-size=2 dist/main.js"]
